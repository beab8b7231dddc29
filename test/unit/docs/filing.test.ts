/** docs/filing.md has every field with its limits, and every code with its sentences. */
import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { elements } from '#protocol/filing/element.ts';
import { filingMeanings } from '#protocol/filing/finding.ts';
import { profiles } from '#protocol/filing/profile.ts';
import { toXml } from '../../../tool/filing/answer.ts';

const page = readFileSync('docs/filing.md', 'utf8');
const rows = page
  .split('\n')
  .filter((line) => line.startsWith('|'))
  .map((line) =>
    line
      .split('|')
      .slice(1, -1)
      .map((cell) => cell.trim()),
  );
const rowOf = (first: string) => rows.find(([cell]) => cell === `\`${first}\``);

it.each(elements.filter(({ path }) => !path.startsWith('existing')))('$path', ({ path, element, min, max }) => {
  const [, , own, limit] = rowOf(path.replace(/^.*\.(?=personInCharge\.)/, ''))!;
  expect(limit).toMatch(new RegExp(`^${min} to ${max}( characters)?$`));
  if (element === undefined) expect(own).toBe('–');
  else expect(own).toContain(element.replace(/^(Zt_xx|Wz_xx)\/(?=(Wz_)?Fzr\/)/, ''));
});

it.each(Object.entries(filingMeanings))('%s', (code, { severity, en, 'zh-CN': zh }) => {
  expect(rowOf(code)).toEqual([`\`${code}\``, severity === 'fault' ? 'fault' : 'warning', zh, en]);
});

it('has a record without a finding as its example', () => {
  const [, example] = /```json\n([^]*?)```/.exec(page)!;
  const { faults, warnings, xml } = toXml(example!, 1, Date.UTC(2026, 10, 29));
  expect([...faults, ...warnings]).toEqual([]);
  expect(xml).toBeDefined();
});

it('names every province that differs', () => {
  const { provinceId: _, name: __, ...national } = profiles.find(({ provinceId }) => provinceId === 330000)!;
  const differing = profiles.filter(
    ({ provinceId: _id, name: _name, ...own }) => JSON.stringify(own) !== JSON.stringify(national),
  );
  for (const { name } of differing) expect(rows.map(([first]) => first)).toContain(name.replace(/[市省]$/, ''));
});
