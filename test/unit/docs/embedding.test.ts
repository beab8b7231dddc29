import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { phaseNames } from '#protocol/session/phase.ts';
import { themeProperties } from '../../../widget/embed/theme.ts';
import { environmentCodes, noteCodes, problemCodes } from '../../../widget/page/support-code.ts';

const page = readFileSync('docs/embedding.md', 'utf8');
const tests = ['embed', 'embed-policy'].map((name) => readFileSync(`test/e2e/${name}.test.ts`, 'utf8')).join('\n');
const manifest = JSON.parse(readFileSync('dist/site/custom-elements.json', 'utf8'));
const [element] = manifest.modules[0].declarations;
const namesOf = (key: string): string[] => element[key].map(({ name }: { name: string }) => name);

describe('docs/embedding.md', () => {
  it('has as code only the snippets, unchanged, and the policy that the tests serve', () => {
    const blocks = [...page.matchAll(/(?:<!-- (\S+) -->\n\n)?```(\w+)( policy)?\n([\s\S]*?)```/g)];
    expect(blocks).toHaveLength(6);
    for (const [, file, , isPolicy, code] of blocks) {
      if (!isPolicy) expect(readFileSync(file!, 'utf8')).toBe(code);
    }
  });

  it('has a test for every row of the table', () => {
    const rows = [...page.matchAll(/^\|[^|]+\| (?:in |nowhere)[^|]+\|([^|]+)\|$/gm)];
    expect(rows.length).toBeGreaterThan(10);
    for (const [, cell] of rows) {
      for (const [, name] of cell!.matchAll(/`([^`]+)`/g)) expect(tests).toContain(name);
    }
  });

  it.each([
    ...phaseNames,
    ...problemCodes,
    ...noteCodes,
    ...environmentCodes,
    ...themeProperties,
    ...namesOf('cssParts'),
    ...element.members.map(({ name, attribute = name }: { name: string; attribute?: string }) => attribute),
  ])('explains %s', (name) => {
    expect(new RegExp(`[\` \n]${name}[\` \n]`).test(page)).toBe(true);
  });
});

describe('custom-elements.json', () => {
  it('lists every slot, every property and the event', () => {
    expect(namesOf('slots').toSorted()).toEqual(['alternative', ...phaseNames].toSorted());
    expect(namesOf('cssProperties').toSorted()).toEqual([...themeProperties].toSorted());
    expect(namesOf('events')).toEqual(['beihe-phase']);
    expect(element.tagName).toBe('beihe-verify');
  });

  it('lists only the members of the contract', () => {
    expect(namesOf('members')).toEqual(['sessionToken', 'verifier', 'locale', 'theme', 'iframe', 'phase', 'code']);
  });
});
