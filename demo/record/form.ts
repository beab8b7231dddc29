/**
 * What the page's form holds. It is a filing record in which nothing is asked twice: a service without a person in charge
 * has the organiser's, and an individual is the person in charge everywhere.
 */
import type { Draft, DraftRecord } from '#protocol/filing/draft.ts';
import type { FilingRecord, Person } from '#protocol/filing/record.ts';
import { individualNature } from '#protocol/filing/code-table.ts';

export type Form = DraftRecord;

const isIndividual = ({ organiser }: Form): boolean => organiser?.kind === 'individual';

/** Whether the n-th service has the organiser's person in charge. */
export const sharesPerson = (form: Form, n: number): boolean =>
  isIndividual(form) || form.services?.[n]?.personInCharge === undefined;

/** The filing record that the form's entries make. */
export function recordOf(form: Form): DraftRecord {
  const personInCharge = organisersPerson(form);
  return {
    ...form,
    organiser: form.organiser && { ...form.organiser, personInCharge },
    services: form.services?.map((service, n) =>
      service && sharesPerson(form, n) ? { ...service, personInCharge } : service,
    ),
  };
}

/** The form of a record: a service whose person is the organiser's has none of its own. */
export function formOf(record: DraftRecord): Form {
  const person = JSON.stringify(record.organiser?.personInCharge);
  return {
    ...record,
    services: record.services?.map((service) => {
      if (JSON.stringify(service?.personInCharge) !== person) return service;
      const { personInCharge: _, ...own } = service ?? {};
      return own;
    }),
  };
}

function organisersPerson({ organiser }: Form): Draft<Person> | undefined {
  if (organiser?.kind !== 'individual') return organiser?.personInCharge;
  const { typeId, number, validUntil } = organiser.document ?? {};
  return {
    ...organiser.personInCharge,
    name: organiser.name,
    document: { typeId, number, ...(validUntil === undefined ? {} : { validUntil }) },
  };
}

/** Where the form asks for the value at this path of the record (a JSON pointer). */
export function originOf(form: Form, path: string): string {
  const shared = path.replace(/^\/services\/(\d+)\/personInCharge(?=\/|$)/, (own: string, n: string) =>
    sharesPerson(form, Number(n)) ? '/organiser/personInCharge' : own,
  );
  if (shared === '/organiser/legalRepresentative') return `${shared}/name`;
  return isIndividual(form)
    ? shared.replace(/^\/organiser\/personInCharge(?=\/(name|document)(\/|$))/, '/organiser')
    : shared;
}

/** The form for the other kind of organiser, with what that kind has. */
export function asKind(form: Form, kind: FilingRecord['organiser']['kind']): Form {
  const { organiser = {} } = form;
  if (organiser.kind === kind) return form;
  if (kind === 'individual') {
    const { superior: _, legalRepresentative: __, personInCharge = {}, ...own } = organiser;
    const { name, document, ...contacts } = personInCharge;
    return {
      ...form,
      organiser: {
        ...own,
        kind,
        natureId: individualNature,
        name,
        document: { ...document, address: organiser.document?.address },
        personInCharge: contacts,
      },
      services: form.services?.map((service) => service && { ...service, personInCharge: undefined }),
    };
  }
  const company = { natureId: 4, name: '', document: { typeId: 1, number: '', address: organiser.document?.address } };
  return { ...form, organiser: { ...organiser, ...company, kind, personInCharge: organisersPerson(form) } };
}

/** An organiser's filing that does not exist. */
const inventedExisting = { filingNumber: '京ICP备00000001号', recordIds: { organiser: 1001 } };

/** The form for another business: with the filing that it changes, or without one. */
export function asBusiness(form: Form, business: FilingRecord['business']): Form {
  const { existing: _, ...others } = form;
  return business === 'new-filing' ? { ...others, business } : { existing: inventedExisting, ...form, business };
}

/** The n-th service as a website, or as an app with a platform to describe. */
export function asServiceKind(form: Form, n: number, kind: 'website' | 'app'): Form {
  return {
    ...form,
    services: form.services?.map((service, m) => {
      if (m !== n || !service) return service;
      const { platforms, ...own } = service;
      return kind === 'website' ? { ...own, kind } : { ...own, kind, platforms: platforms ?? [blankPlatform] };
    }),
  };
}

export const blankPlatform = { kind: 'android', packageName: '', publicKey: '', fingerprint: '' } as const;
export const blankApproval = { typeId: 1, number: '', file: '' };
export const blankRange = { from: '', to: '' };

/** An id that no entry has yet, so that the ids of the other entries stay. */
const freshId = (kind: string, taken: readonly (string | undefined)[]): string => {
  let n = taken.length + 1;
  while (taken.includes(`${kind}-${n}`)) n += 1;
  return `${kind}-${n}`;
};

export function blankAccess({ services = [] }: Form) {
  const taken = services.flatMap((service) => service?.access?.map((access) => access?.id) ?? []);
  return { id: freshId('access', taken), modeId: 5, placeId: 2, ips: [blankRange] };
}

export const blankService = (form: Form): NonNullable<Form['services']>[number] => ({
  id: freshId(
    'service',
    (form.services ?? []).map((service) => service?.id),
  ),
  kind: 'website',
  name: '',
  domains: [''],
  contentIds: [],
  languageIds: [1],
  approvals: [],
  access: [blankAccess(form)],
});
