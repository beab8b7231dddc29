/**
 * The part of a filing record that interface V3.0 carries. A field without a place in it is left out with a warning.
 * Apps, IPv6 addresses and codes above its limits refuse the record, since it would mean something else without them.
 */
import { recordFinding, type Keys, type RecordFinding } from '#protocol/filing/finding.ts';
import { readIp } from '#protocol/filing/ip.ts';
import type { FilingRecord, Person, Service } from '#protocol/filing/record.ts';
import { lastChangedDocumentType } from './elements.ts';

export interface CarriedPerson {
  readonly name: string;
  readonly document: { readonly typeId: number; readonly number: string };
  readonly mobile: string;
  readonly officePhone?: string | undefined;
  readonly email: string;
}

export interface CarriedOrganiser {
  readonly natureId: number;
  readonly name: string;
  readonly document: { readonly typeId: number; readonly number: string; readonly address: string };
  readonly superior?: string | undefined;
  readonly address: FilingRecord['organiser']['address'];
  readonly personInCharge: CarriedPerson;
}

/** Ids are the record's own; a thing without one has an id made of its place. */
export interface CarriedAccess {
  readonly id: string;
  readonly modeId: number;
  readonly placeId: number;
  readonly ips: readonly { readonly id: string; readonly from: number; readonly to: number }[];
  /** The ministry's id, in a change. */
  readonly ministryId?: number | undefined;
}

export interface CarriedService {
  readonly id: string;
  readonly name: string;
  readonly domains: readonly { readonly id: string; readonly name: string; readonly ministryId?: number | undefined }[];
  readonly homeUrl?: string | undefined;
  readonly contentIds: readonly number[];
  readonly languageIds: readonly number[];
  readonly approvals: Service['approvals'];
  readonly access: readonly CarriedAccess[];
  readonly personInCharge: CarriedPerson;
  readonly remark?: string | undefined;
}

/** What each business says, in the shape of its message. */
export type Carried =
  | {
      readonly business: 'new-filing';
      readonly organiser: CarriedOrganiser;
      readonly services: readonly CarriedService[];
    }
  | {
      readonly business: 'new-service';
      readonly filingNumber: string;
      readonly passwordMd5?: string | undefined;
      readonly services: readonly CarriedService[];
    }
  | {
      readonly business: 'new-access';
      readonly filingNumber: string;
      readonly passwordMd5: string;
      readonly access: CarriedAccess;
    }
  | {
      readonly business: 'change';
      readonly filingNumber: string;
      readonly passwordMd5?: string | undefined;
      readonly organiserId: number;
      readonly organiser: CarriedOrganiser;
      readonly services: readonly (CarriedService & { readonly ministryId: number; readonly filingNumber: string })[];
    };

export interface Carriage {
  /** One message, or one a service for a new access; empty where there are faults. */
  readonly carried: readonly Carried[];
  readonly faults: readonly RecordFinding[];
  /** Fields that are left out. */
  readonly warnings: readonly RecordFinding[];
}

/** @param record a checked record */
export function carry(record: FilingRecord): Carriage {
  const faults = faultsOf(record);
  return { carried: faults.length > 0 ? [] : messagesOf(record), faults, warnings: droppedFrom(record) };
}

const version = '3.0';

function faultsOf({ business, organiser, services }: FilingRecord): RecordFinding[] {
  const highest = (values: readonly number[], max: number, keys: Keys) =>
    values.flatMap((value, n) =>
      value > max ? [recordFinding('profile-lacks-code', [...keys, n], { version, max })] : [],
    );
  const max = lastChangedDocumentType;
  const documentLacks = business === 'change' && organiser.document.typeId > max;
  return [
    ...(documentLacks
      ? [recordFinding('profile-lacks-code', ['organiser', 'document', 'typeId'], { version, max })]
      : []),
    ...services.flatMap((service, n) => {
      const keys = ['services', n];
      return [
        ...(service.kind === 'app' ? [recordFinding('profile-lacks-app', keys, { version })] : []),
        ...highest(service.contentIds, 64, [...keys, 'contentIds']),
        ...(business === 'change' && service.access.length === 0
          ? [recordFinding('access-missing', [...keys, 'access'])]
          : []),
        ...service.access.flatMap(({ ips }, m) =>
          ips.flatMap(({ from, to }, k) =>
            [from, to].some((address) => address.includes(':'))
              ? [recordFinding('profile-lacks-ipv6', [...keys, 'access', m, 'ips', k], { version })]
              : [],
          ),
        ),
      ];
    }),
  ];
}

const dropped = (value: unknown, ...keys: Keys): RecordFinding[] =>
  value === undefined ? [] : [recordFinding('profile-drops-field', keys, { version })];

function droppedFrom({ organiser, services }: FilingRecord): RecordFinding[] {
  const ofPerson = ({ document, emergencyPhone }: Person, ...keys: Keys) => [
    ...dropped(document.validUntil, ...keys, 'document', 'validUntil'),
    ...dropped(emergencyPhone, ...keys, 'emergencyPhone'),
  ];
  return [
    ...dropped(organiser.document.validUntil, 'organiser', 'document', 'validUntil'),
    ...dropped(organiser.legalRepresentative, 'organiser', 'legalRepresentative'),
    ...ofPerson(organiser.personInCharge, 'organiser', 'personInCharge'),
    ...services.flatMap(({ personInCharge }, n) => ofPerson(personInCharge, 'services', n, 'personInCharge')),
  ];
}

function messagesOf(record: FilingRecord): Carried[] {
  const { business, existing } = record;
  const services = record.services.map((service, n) => carriedService(service, `#${n}`));
  const organiser = carriedOrganiser(record);
  if (business === 'new-filing') return [{ business, organiser, services }];
  // checkRecord demands `existing`, and in it what each of these businesses needs.
  const { filingNumber, recordIds, passwordMd5 } = existing!;
  const idsOf = (service: CarriedService) => recordIds.services?.[service.id];
  if (business === 'new-service') return [{ business, filingNumber, passwordMd5, services }];
  if (business === 'new-access') {
    return services.map((service) => ({
      business,
      filingNumber: idsOf(service)?.filingNumber ?? filingNumber,
      passwordMd5: passwordMd5!,
      access: service.access[0]!,
    }));
  }
  return [
    {
      business,
      filingNumber,
      passwordMd5,
      organiserId: recordIds.organiser!,
      organiser,
      services: services.map((service) => changedService(service, idsOf(service)!)),
    },
  ];
}

type RecordIds = NonNullable<NonNullable<FilingRecord['existing']>['recordIds']['services']>[string];

/** A change names services and accesses by the ministry's ids alone. */
const changedService = (service: CarriedService, ids: RecordIds) => ({
  ...service,
  id: `#${ids.id}`,
  ministryId: ids.id!,
  filingNumber: ids.filingNumber!,
  domains: service.domains.map((domain) => ({ ...domain, ministryId: ids.domains?.[domain.id] })),
  access: service.access.map((access) => {
    const ministryId = ids.access?.[access.id];
    return { ...access, id: `#${ministryId}`, ministryId };
  }),
});

const carriedPerson = ({ name, document, mobile, officePhone, email }: Person): CarriedPerson => ({
  name,
  document: { typeId: document.typeId, number: document.number },
  mobile,
  officePhone,
  email,
});

const carriedOrganiser = ({ organiser }: FilingRecord): CarriedOrganiser => ({
  natureId: organiser.natureId,
  name: organiser.name,
  document: {
    typeId: organiser.document.typeId,
    number: organiser.document.number,
    address: organiser.document.address,
  },
  superior: organiser.superior,
  address: organiser.address,
  personInCharge: carriedPerson(organiser.personInCharge),
});

/** @param place an id for a service without its own; "#" is in no id of a record */
const carriedService = (service: Service, place: string): CarriedService => {
  const id = service.id ?? place;
  return {
    id,
    name: service.name,
    domains: service.domains.map((domain, n) =>
      typeof domain === 'string' ? { id: `${id}#${n}`, name: domain } : domain,
    ),
    homeUrl: service.homeUrl,
    contentIds: service.contentIds,
    languageIds: service.languageIds,
    approvals: service.approvals,
    access: service.access.map((access, n) => carriedAccess(access, `${id}#${n}`)),
    personInCharge: carriedPerson(service.personInCharge),
    remark: service.remark,
  };
};

const carriedAccess = ({ id, modeId, placeId, ips }: Service['access'][number], place: string): CarriedAccess => ({
  id: id ?? place,
  modeId,
  placeId,
  ips: ips.map(({ from, to }, n) => ({ id: `${id ?? place}#${n}`, from: ipNumber(from), to: ipNumber(to) })),
});

/** An IPv4 address as the interface writes it. */
const ipNumber = (address: string): number => Number(readIp(address)!.value);
