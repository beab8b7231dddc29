/** The links, paths, commands and names in the documents match the repository. */
import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { describe, expect, it } from 'vitest';
import { policies, policy } from '#protocol/policy/registry.ts';
import { causes, verdicts } from '#protocol/capture/verdict.ts';
import { ClipList } from '../../../assess/clip/clip-list.ts';
import { labelFields, readLabels } from '../../../assess/real/labels.ts';

const read = (path: string) => readFileSync(path, 'utf8');

/** Every file of the repository, new ones included. */
const files = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard'], { encoding: 'utf8' })
  .trim()
  .split('\n')
  .filter((file) => existsSync(file));
const documents = files.filter((file) => file.endsWith('.md'));
const folders = new Set(files.flatMap((file) => file.split('/').map((_, n, parts) => parts.slice(0, n).join('/'))));
const exists = (path: string) => files.includes(path) || folders.has(path.replace(/\/$/, ''));

const codeBlock = /^ *```[^]*?^ *```/gm;
const proseOf = (document: string) => read(document).replaceAll(codeBlock, '');
const commandsOf = (text: string) =>
  [...text.matchAll(/```sh\n([^]*?)```/g)].map(([, block]) => block!.replaceAll(/#.*$/gm, '').replaceAll(/ +$/gm, ''));

/** The anchor that GitHub makes from a heading. */
const anchorOf = (heading: string) =>
  heading
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N} _-]/gu, '')
    .replaceAll(' ', '-');
const headingsOf = (document: string) => [...proseOf(document).matchAll(/^(#+) (.+)$/gm)];
const anchorsOf = (document: string) => headingsOf(document).map(([, , heading]) => anchorOf(heading!));

describe.each(documents)('%s', (document) => {
  const prose = proseOf(document);

  it('links only to files and headings that exist', () => {
    for (const [, link] of prose.matchAll(/\]\((?!https?:)([^)]+)\)/g)) {
      const [path = '', anchor] = link!.split('#');
      const target = path ? normalize(join(dirname(document), path)) : document;
      expect(exists(target), link).toBe(true);
      if (anchor !== undefined) expect(anchorsOf(target), link).toContain(anchor);
    }
  });

  it('names only npm scripts that exist', () => {
    const { scripts } = JSON.parse(read('package.json')) as { scripts: Record<string, string> };
    for (const [, name] of read(document).matchAll(/npm run ([a-z:]+)/g)) expect(scripts).toHaveProperty([name!]);
  });

  it('names only paths that exist', () => {
    const roots = new Set(files.map((file) => file.split('/')[0]!));
    for (const [, quoted] of prose.matchAll(/`([\w.-]+\/[\w./-]*)`/g)) {
      // A folder's README names the files beside it.
      const isBeside = exists(normalize(join(dirname(document), quoted!)));
      if (roots.has(quoted!.split('/')[0]!) && !isBeside) expect(exists(quoted!), quoted).toBe(true);
    }
  });
});

it('README.zh-CN.md has the headings, the commands and the links of README.md', () => {
  const [english, chinese] = ['README.md', 'README.zh-CN.md'] as const;
  const levels = (document: string) => headingsOf(document).map(([, marks]) => marks);
  const targets = (document: string) =>
    [...proseOf(document).matchAll(/\]\(([^)]+)\)/g)]
      .map(([, link]) => link!)
      .filter((link) => !link.startsWith('README'));
  expect(levels(chinese)).toEqual(levels(english));
  expect(commandsOf(read(chinese))).toEqual(commandsOf(read(english)));
  expect(targets(english).length).toBeGreaterThan(10);
  expect(targets(chinese)).toEqual(targets(english));
});

it('docs/README.md lists every document and every decision', () => {
  const index = read('docs/README.md');
  const listed = documents.filter((document) => document.startsWith('docs/') && document !== 'docs/README.md');
  for (const document of listed) expect(index).toContain(`(${document.slice('docs/'.length)})`);
});

it.each(['docs/result.md', 'docs/assess.md'])('%s writes only files that git and the formatter ignore', (document) => {
  const written = [...read(document).matchAll(/(?: > |--film )([\w./-]+\.\w+)/g)].map(([, path]) => path!);
  expect(written.length).toBeGreaterThan(0);
  const { stdout } = spawnSync('git', ['check-ignore', ...written], { encoding: 'utf8' });
  expect(stdout.trim().split('\n')).toEqual(written);
});

it('docs/assess.md shows a list of clips that the command accepts', () => {
  const [, list] = /```json\n([^`]+)```/.exec(read('docs/assess.md'))!;
  expect(ClipList.parse(JSON.parse(list!))).toHaveLength(2);
});

it('docs/assess.md shows labels that the command accepts, and explains every field', () => {
  const page = read('docs/assess.md');
  const [, example] = [...page.matchAll(/```json\n([^`]+)```/g)].map(([, json]) => json!);
  expect(readLabels(JSON.parse(example!)).faults).toEqual([]);
  for (const field of labelFields) expect(page).toContain(`| \`${field}\` `);
});

describe('docs/result.md', () => {
  const page = read('docs/result.md');

  it('expects results of the current policy, and of the slower one that a person may choose', () => {
    const { name, version } = policy;
    expect(page).toContain(`"policy":${JSON.stringify({ name, version })}`);
    const slower = policies.unhurried(policy)!;
    const both = [policy, slower].map((each) => ({ name: each.name, version: each.version }));
    expect(page).toContain(`"policies":${JSON.stringify(both)}`);
  });

  it('gives the script every expectation that it needs', () => {
    const [, snippet] = /echo '(\{"issuer".+?"chance":[^}]+\})'/s.exec(page)!;
    const values: Record<string, string> = { TENANT: 't', ID: 's', SEEDED: 'false', MODELS: 'm', CHANCE: '0.02' };
    const filled = snippet!.replaceAll(/'\$(\w+)'/g, (_, name: string) => values[name]!);
    expect(Object.keys(JSON.parse(filled) as object)).toEqual(
      'issuer tenant session sandbox seeded policies models chance'.split(' '),
    );
  });

  it.each([...verdicts, ...causes])('explains %s', (word) => {
    expect(page).toMatch(new RegExp(`^\\| \`${word}\` `, 'm'));
  });
});
