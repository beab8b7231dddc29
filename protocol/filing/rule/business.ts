/** What each business needs beside the common fields: the filing that exists, and the ministry's ids of its parts. */
import type { DraftRecord } from '../draft.ts';
import { recordFinding, type Keys, type RecordFinding } from '../finding.ts';
import { entriesOf, servicesOf, type Rule } from './rule.ts';

export const checkBusiness: Rule = (draft) => {
  const { business, existing } = draft;
  if (business === undefined) return [];
  if (business === 'new-filing') {
    return [...(existing ? [recordFinding('existing-not-allowed', ['existing'])] : []), ...checkAccess(draft)];
  }
  return [
    ...(existing ? [] : [recordFinding('existing-missing', ['existing'])]),
    ...checkExisting(draft),
    ...checkAccess(draft),
    ...(existing ? checkRecordIds(draft) : []),
  ];
};

const filingNumber =
  /^[京津冀晋蒙内辽吉黑沪苏浙皖闽赣鲁豫鄂湘粤桂琼渝川蜀贵黔云滇藏陕陇甘青宁新]ICP备\d{4,10}号(-\d+[A-Z]?)?$/;

function checkExisting({ business, existing }: DraftRecord): RecordFinding[] {
  if (!existing) return [];
  const services = Object.entries(existing.recordIds?.services ?? {}).map(([id, service]) => ({
    number: service?.filingNumber,
    keys: ['existing', 'recordIds', 'services', id, 'filingNumber'],
  }));
  const numbers = [{ number: existing.filingNumber, keys: ['existing', 'filingNumber'] }, ...services];
  const password = ['existing', 'passwordMd5'];
  return [
    ...numbers.flatMap(({ number, keys }) =>
      number === undefined || filingNumber.test(number) ? [] : [recordFinding('filing-number-malformed', keys)],
    ),
    ...(existing.passwordMd5 === undefined
      ? business === 'new-access'
        ? [recordFinding('password-missing', password)]
        : []
      : /^[\da-f]{32}$/i.test(existing.passwordMd5)
        ? []
        : [recordFinding('password-malformed', password)]),
  ];
}

/** A change may leave the access as it is. */
function checkAccess(draft: DraftRecord): RecordFinding[] {
  return servicesOf(draft).flatMap(({ entry: { access }, keys }) => {
    if (access === undefined || draft.business === 'change') return [];
    if (access.length === 0) return [recordFinding('access-missing', [...keys, 'access'])];
    const single = draft.business !== 'new-access' || access.length === 1;
    return single ? [] : [recordFinding('access-not-single', [...keys, 'access'])];
  });
}

/** A change names every part by the ministry's id; a new access names the service, by id or by filing number. */
function checkRecordIds(draft: DraftRecord): RecordFinding[] {
  const { business, existing } = draft;
  const recordIds = existing?.recordIds;
  if (!recordIds || business === 'new-service') return [];
  const base: Keys = ['existing', 'recordIds'];
  const missing = (keys: Keys) => recordFinding('record-id-missing', [...base, ...keys]);
  const organiser = business === 'change' && recordIds.organiser === undefined ? [missing(['organiser'])] : [];
  const services = servicesOf(draft).flatMap(({ entry, keys }) => {
    if (entry.id === undefined) return [recordFinding('field-missing', [...keys, 'id'])];
    const named = recordIds.services?.[entry.id];
    if (business === 'new-access') {
      return named?.id === undefined && named?.filingNumber === undefined ? [missing(['services', entry.id])] : [];
    }
    return [
      ...(named?.id === undefined ? [missing(['services', entry.id, 'id'])] : []),
      ...(named?.filingNumber === undefined ? [missing(['services', entry.id, 'filingNumber'])] : []),
      ...entriesOf(entry.access, [...keys, 'access']).flatMap(({ entry: access, keys: own }) => {
        if (access.id === undefined) return [recordFinding('field-missing', [...own, 'id'])];
        const isNamed = named?.access?.[access.id] !== undefined;
        return isNamed ? [] : [missing(['services', entry.id ?? '', 'access', access.id])];
      }),
    ];
  });
  return [...organiser, ...services];
}
