/** Ids against the ministry's code tables, and regions against GB/T 2260. */
import { isCity, isProvince, isRegion } from '../../document/region.ts';
import type { Code } from '../code-table.ts';
import { recordFinding, type Keys, type RecordFinding } from '../finding.ts';
import { profileOf } from '../profile.ts';
import { entriesOf, personsOf, repeated, servicesOf, type Rule } from './rule.ts';

const known = (id: number | undefined, table: readonly Code[], keys: Keys): RecordFinding[] =>
  id === undefined || table.some((code) => code.id === id) ? [] : [recordFinding('code-unknown', keys)];

function knownOnce(
  list: readonly (number | undefined)[] | undefined,
  table: readonly Code[],
  keys: Keys,
): RecordFinding[] {
  const entries = entriesOf(list, keys);
  return [
    ...entries.flatMap(({ entry, keys: own }) => known(entry, table, own)),
    ...repeated(entries, ({ entry }) => entry).map(({ keys: own }) => recordFinding('code-repeated', own)),
  ];
}

export const checkCodes: Rule = (draft, { codeTables }) => {
  const { organiser } = draft;
  const { documentTypes } = codeTables;
  const representative = ['organiser', 'legalRepresentative', 'document', 'typeId'];
  return [
    ...known(organiser?.natureId, codeTables.natures, ['organiser', 'natureId']),
    ...known(organiser?.document?.typeId, documentTypes, ['organiser', 'document', 'typeId']),
    ...known(organiser?.legalRepresentative?.document?.typeId, documentTypes, representative),
    ...personsOf(draft).flatMap(({ person, keys }) =>
      known(person.document?.typeId, documentTypes, [...keys, 'document', 'typeId']),
    ),
    ...servicesOf(draft).flatMap(({ entry: service, keys }) => [
      ...knownOnce(service.contentIds, codeTables.contents, [...keys, 'contentIds']),
      ...knownOnce(service.languageIds, codeTables.languages, [...keys, 'languageIds']),
      ...entriesOf(service.approvals, [...keys, 'approvals']).flatMap(({ entry, keys: own }) =>
        known(entry.typeId, codeTables.approvals, [...own, 'typeId']),
      ),
      ...entriesOf(service.access, [...keys, 'access']).flatMap(({ entry, keys: own }) => [
        ...known(entry.modeId, codeTables.accessModes, [...own, 'modeId']),
        ...known(entry.placeId, codeTables.places, [...own, 'placeId']),
      ]),
    ]),
  ];
};

/** A region that the table does not have may be new: a doubt. One that is outside its province cannot be. */
export const checkRegions: Rule = ({ provinceId, organiser }) => {
  const address = organiser?.address;
  const own = ['organiser', 'address'];
  const findings: RecordFinding[] = [];
  if (provinceId !== undefined && !profileOf(provinceId)) findings.push(recordFinding('code-unknown', ['provinceId']));
  if (!address) return findings;
  const [province, city, county] = [address.provinceId, address.cityId, address.countyId].map((id) => id?.toString());
  if (province !== undefined && !(province.endsWith('0000') && isProvince(province.slice(0, 2)))) {
    findings.push(recordFinding('code-unknown', [...own, 'provinceId']));
  } else if (provinceId !== undefined && province !== undefined && address.provinceId !== provinceId) {
    findings.push(recordFinding('province-differs', [...own, 'provinceId']));
  }
  if (city !== undefined) {
    if (province !== undefined && city.slice(0, 2) !== province.slice(0, 2)) {
      findings.push(recordFinding('region-outside-province', [...own, 'cityId']));
    } else if (!city.endsWith('00') || !isCity(city.slice(0, 4))) {
      findings.push(recordFinding('region-unknown', [...own, 'cityId']));
    }
  }
  if (county !== undefined) {
    if (city !== undefined && county.slice(0, 4) !== city.slice(0, 4)) {
      findings.push(recordFinding('region-outside-province', [...own, 'countyId']));
    } else if (!isRegion(county)) {
      findings.push(recordFinding('region-unknown', [...own, 'countyId']));
    }
  }
  return findings;
};
