/** docs/complaints.md names tests for each cure, and they exist. */
import { existsSync, readFileSync } from 'node:fs';
import { expect, it } from 'vitest';

const page = readFileSync('docs/complaints.md', 'utf8');
const rows = page
  .split('\n')
  .filter((line) => line.startsWith('| ') && !/^\| (complaint|---)/.test(line))
  .map((line) =>
    line
      .slice(2, -2)
      .split(' | ')
      .map((cell) => cell.trim()),
  );
const cited = rows.flatMap(([, , tests = '']) =>
  tests
    .split(';')
    .map((test) => /`([^`]+)` › (.+)/.exec(test.trim()))
    .flatMap((found) => (found ? [[found[1]!, found[2]!.trim()] as const] : [])),
);

it('docs/complaints.md names a test for each complaint, or says why there is none', () => {
  expect(rows.length).toBeGreaterThan(20);
  for (const [complaint, answer, tests] of rows) {
    if (tests === '–') expect(answer, complaint).toMatch(/\*\*(Not cured|Later|Measured)/);
    else expect(tests, complaint).toContain(' › ');
  }
});

it.each(cited)('docs/complaints.md names a test that exists: %s › %s', (file, name) => {
  expect(existsSync(file), file).toBe(true);
  expect(readFileSync(file, 'utf8')).toContain(name);
});
