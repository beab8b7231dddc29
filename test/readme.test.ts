/** What the README tells a newcomer to type fits what is built. */
import { existsSync, readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { policy } from '#protocol/policy.ts';

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
