/** What the README tells a newcomer to type fits what is built. */
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { policy } from '#protocol/policy/registry.ts';
import { ClipList } from '../../../assess/clip/clip-list.ts';

const readme = readFileSync('README.md', 'utf8');

it('expects results of the present policy', () => {
  const [, name, version] = /"policy":\{"name":"(\w+)","version":(\d+)\}/.exec(readme)!;
  expect({ name, version: Number(version) }).toEqual({ name: policy.name, version: policy.version });
});

it('links and shows only what is there', () => {
  const paths = [...readme.matchAll(/\]\((?!https?:)([^)#]+)\)/g)].map(([, path]) => path!);
  expect(paths.length).toBeGreaterThan(10);
  for (const path of paths) expect(existsSync(path), path).toBe(true);
});

it('writes only what git and the formatter pass over', () => {
  const written = [...readme.matchAll(/(?: > |--film )([\w./-]+)/g)].map(([, path]) => path!);
  expect(written).toHaveLength(4);
  const { stdout } = spawnSync('git', ['check-ignore', ...written], { encoding: 'utf8' });
  expect(stdout.trim().split('\n')).toEqual(written);
});

it('shows a list of clips that the command takes', () => {
  const [, list] = /```json\n([^`]+)```/.exec(readme)!;
  expect(ClipList.parse(JSON.parse(list!))).toHaveLength(2);
});

it('checks a result for all that the script wants to be told', () => {
  const [, snippet] = /echo '(\{"issuer"[^}]+\}[^}]+\})'/.exec(readme)!;
  const values: Record<string, string> = { TENANT: 't', ID: 's', SEEDED: 'false', MODELS: 'm', CHANCE: '0.02' };
  const filled = snippet!.replaceAll(/'\$(\w+)'/g, (_, name: string) => values[name]!);
  expect(Object.keys(JSON.parse(filled) as object)).toEqual(
    'issuer tenant session sandbox seeded policy models chance'.split(' '),
  );
});
