/**
 * Regions of the mainland, GB/T 2260, abolished ones included: a number keeps the region in which it was issued.
 * The table does not say which are abolished, and new ones may be missing, so an unknown region is a doubt.
 */
import { regionTable } from './region-table.ts';

/** County codes by the 4 digits of their city. */
const cities: ReadonlyMap<string, ReadonlySet<string>> = new Map(
  regionTable
    .trim()
    .split('\n')
    .map((line) => {
      const [city, counties] = line.split(' ');
      return [city!, new Set(counties?.match(/../g))];
    }),
);
const provinces: ReadonlySet<string> = new Set([...cities.keys()].map((city) => city.slice(0, 2)));

/** @param digits 2 digits */
export const isProvince = (digits: string): boolean => provinces.has(digits);

/** @param digits 4 digits; a province's own code ends in 00 */
export const isCity = (digits: string): boolean =>
  digits.endsWith('00') ? isProvince(digits.slice(0, 2)) : cities.has(digits);

/** Whether it is the code of a province, a city or a county. @param digits 6 digits */
export function isRegion(digits: string): boolean {
  const county = digits.slice(4);
  return county === '00' ? isCity(digits.slice(0, 4)) : (cities.get(digits.slice(0, 4))?.has(county) ?? false);
}
