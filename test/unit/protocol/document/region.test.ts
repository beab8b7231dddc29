import { regionTable } from '#protocol/document/region-table.ts';
import { isCity, isProvince, isRegion } from '#protocol/document/region.ts';
import { expect, it } from 'vitest';
import { regionLines } from '../../../../tool/build/region-table.ts';

it('the table is made from the package', () => expect(regionTable.trim()).toBe(regionLines()));

it.each([
  ['110105', true, 'Chaoyang of Beijing'],
  ['110103', true, 'Chongwen of Beijing, abolished in 2010'],
  ['330227', true, 'Yin county, abolished in 2002'],
  ['110000', true, 'a province'],
  ['330200', true, 'a city'],
  ['110199', false, 'no county'],
  ['339900', false, 'no city'],
  ['990000', false, 'no province'],
])('%s: %s, %s', (code, known) => expect(isRegion(code)).toBe(known));

it('knows provinces and cities', () => {
  expect(isProvince('54')).toBe(true);
  expect(isProvince('99')).toBe(false);
  expect(isCity('1100')).toBe(true);
  expect(isCity('3302')).toBe(true);
  expect(isCity('9900')).toBe(false);
});
