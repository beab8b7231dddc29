/** Which of a tenant's accounts submits a record. */
import { ownValue } from '#protocol/own.ts';
import type { Bureaus } from '../configuration.ts';

/** The name of the first account of the tenant whose provinces have the record's; undefined if there is none. */
export const accountFor = (names: readonly string[], provinceId: number, bureaus: Bureaus): string | undefined =>
  names.find((name) => {
    const bureau = ownValue(bureaus, name);
    return bureau && (bureau.provinceIds?.includes(provinceId) ?? true);
  });
