/** Writes uploads of interface V3.0. */
import { encodeGbk } from '../gbk.ts';
import { element, leaf, maybeLeaf, printXml, type XmlElement } from '../xml.ts';
import type { Carried, CarriedAccess, CarriedOrganiser, CarriedPerson, CarriedService } from './carried.ts';
import { version } from './elements.ts';
import type { Numbered, Numbers } from './numbers.ts';

/** A picture that goes with a record. */
export interface Attachment {
  /** 附件格式: 1 JPG, 2 PNG. */
  readonly formatId: number;
  /** 附件用途: 1 form, 2 organiser's document, 3 and 4 document of a person in charge, 5 photo. */
  readonly purposeId: number;
  /** Base64. */
  readonly content: string;
  /** What it belongs to: a part of the same record, or something filed, by the ministry's id or number. */
  readonly owner:
    | { readonly kind: 'organiser' }
    | { readonly kind: 'service'; readonly id: string }
    | { readonly kind: 'organiser' | 'service'; readonly ministryId: number }
    | { readonly kind: 'organiser' | 'service'; readonly filingNumber: string };
  readonly remark?: string;
}

/** What a cancellation takes away, by the ministry's id. */
export interface Cancellation {
  readonly of: 'organiser' | 'service' | 'access';
  readonly ministryId: number;
  readonly reasonId: number;
  readonly remark?: string;
  readonly passwordMd5?: string;
}

/** A record in an upload. */
export interface UploadRecord {
  /** The record's own key, by which its parts keep their numbers. */
  readonly key: string;
  readonly carried: Carried;
  readonly attachments?: readonly Attachment[];
}

/** Everything that one upload says. */
export interface Upload {
  /** 请求单位ID: the provider's id at the bureau. */
  readonly providerId: number;
  readonly records?: readonly UploadRecord[];
  /** Forms and pictures of what is filed, sent after their record. */
  readonly evidence?: readonly Attachment[];
  readonly cancellations?: readonly Cancellation[];
}

/** The bytes of an upload: GBK, with numeric references for what GBK does not have. */
export const writeUpload = (upload: Upload, numbers: Numbers): Uint8Array =>
  encodeGbk(printXml(uploadElement(upload, numbers)));

const messages = { 'new-filing': 'XZBA', 'new-service': 'XZWZ', 'new-access': 'XZJR', change: 'BGBA' } as const;

export function uploadElement(
  { providerId, records = [], evidence = [], cancellations = [] }: Upload,
  numbers: Numbers,
): XmlElement {
  const groups = Object.entries(messages).map(([business, name]) => {
    const own = records.filter(({ carried }) => carried.business === business);
    return own.length === 0 ? undefined : element(name, ...own.map((entry) => recordElement(entry, numbers)));
  });
  return {
    name: 'UploadData',
    attributes: { version },
    children: [
      element(
        'ICP',
        ...groups,
        cancellations.length === 0 ? undefined : element('ZXBA', ...cancellations.map(cancellation)),
        evidence.length === 0 ? undefined : element('XZHYD', ...evidence.map((entry) => attachment(entry, undefined))),
        leaf('Qqdwid', providerId),
      ),
    ],
  };
}

/** The number of a part of one record. */
type NumberOf = (kind: Numbered, id: string) => number;

function recordElement({ carried, key, attachments = [] }: UploadRecord, numbers: Numbers): XmlElement {
  const numberOf: NumberOf = (kind, id) => numbers.numberOf(kind, key, id);
  const owned = attachments.map((entry) => element('Fj', attachment(entry, numberOf, carried.business)));
  switch (carried.business) {
    case 'new-filing':
      return element(
        'Baxx',
        element(
          'Zt_xx',
          leaf('IspZtid', numberOf('organiser', '')),
          ...organiser(carried.organiser),
          // The provider files on the organiser's behalf.
          leaf('Bbfs', 1),
        ),
        ...carried.services.map((service) => newService(service, numberOf)),
        ...owned,
      );
    case 'new-service':
      return element(
        'Xzxx',
        element('Zt_xx', leaf('Ztbah', carried.filingNumber)),
        ...carried.services.map((service) => newService(service, numberOf)),
        ...owned,
        maybeLeaf('ICPmm', carried.passwordMd5),
      );
    case 'new-access':
      return element(
        'Xzxx',
        element('Wz_xx', leaf('Wzbah', carried.filingNumber)),
        leaf('IspJrid', numberOf('access', carried.access.id)),
        ...access(carried.access, numberOf),
        ...owned,
        leaf('ICPmm', carried.passwordMd5),
      );
    case 'change':
      return element(
        'Bgxx',
        element(
          'Zt_xx',
          leaf('Ztid', carried.organiserId),
          leaf('Baxh', carried.filingNumber),
          ...organiser(carried.organiser),
        ),
        ...carried.services.map((service) => changedService(service, numberOf)),
        ...owned,
        maybeLeaf('ICPmm', carried.passwordMd5),
      );
  }
}

const organiser = (own: CarriedOrganiser): (XmlElement | undefined)[] => [
  leaf('Dwmc', own.name),
  leaf('Dwxz', own.natureId),
  maybeLeaf('Tzr', own.superior),
  element(
    'Txdz',
    leaf('Shengid', own.address.provinceId),
    leaf('Shiid', own.address.cityId),
    maybeLeaf('Xianid', own.address.countyId),
    leaf('Xxdz', own.address.detail),
  ),
  element(
    'Zj',
    leaf('Zjlx', own.document.typeId),
    leaf('Zjhm', own.document.number),
    leaf('Zjzs', own.document.address),
  ),
  element('Fzr', ...person(own.personInCharge)),
];

const person = (own: CarriedPerson): (XmlElement | undefined)[] => [
  leaf('Fzr_xm', own.name),
  maybeLeaf('Fzr_dhhm', own.officePhone),
  leaf('Fzr_sjhm', own.mobile),
  leaf('Fzr_dzyj', own.email),
  leaf('Fzr_zjlx', own.document.typeId),
  leaf('Fzr_zjhm', own.document.number),
];

const names = ({ name, approvals, contentIds, languageIds }: CarriedService): (XmlElement | undefined)[] => [
  leaf('Wzmc', name),
  approvals.length === 0
    ? undefined
    : element(
        'Nrlx',
        ...approvals.map(({ typeId, number, file }) =>
          element('Nrlx_xx', leaf('Nrlx_id', typeId), leaf('Qzsph', number), leaf('Spwj', file)),
        ),
      ),
  element('Fwnr', ...contentIds.map((id) => leaf('Fwnr_id', id))),
  element('Yylb', ...languageIds.map((id) => leaf('Yylb_id', id))),
];

const domains = (service: CarriedService, numberOf: NumberOf): XmlElement[] =>
  service.domains.map(({ id, name, ministryId }) =>
    element('Ym_xx', leaf('IspYmid', numberOf('domain', id)), maybeLeaf('Ymid', ministryId), leaf('Ym', name)),
  );

const access = ({ placeId, modeId, ips }: CarriedAccess, numberOf: NumberOf): XmlElement[] => [
  element('Wzfb', leaf('Fbdd', placeId)),
  element('Wzjrfs', leaf('Jrfs', modeId)),
  ...ips.map(({ id, from, to }) =>
    element('Ip_xx', leaf('IspIpid', numberOf('ip', id)), leaf('Qsip', from), leaf('Zzip', to)),
  ),
];

const newService = (service: CarriedService, numberOf: NumberOf): XmlElement =>
  element(
    'Wz_xx',
    leaf('IspWzid', numberOf('service', service.id)),
    ...names(service),
    ...domains(service, numberOf),
    ...service.access.map((own) =>
      element('Jr_xx', leaf('IspJrid', numberOf('access', own.id)), ...access(own, numberOf)),
    ),
    element('Wz_Fzr', ...person(service.personInCharge)),
    maybeLeaf('Syurl', service.homeUrl),
    maybeLeaf('Wz_Bz', service.remark),
  );

type Change = Extract<Carried, { business: 'change' }>;

const changedService = (service: Change['services'][number], numberOf: NumberOf): XmlElement =>
  element(
    'Wz_xx',
    leaf('Wzid', service.ministryId),
    ...names(service),
    ...domains(service, numberOf),
    // The rules demand the ministry's id of every access of a change.
    ...service.access.map((own) => element('Jr_xx', leaf('Jrid', own.ministryId!), ...access(own, numberOf))),
    element('Wz_Fzr', ...person(service.personInCharge)),
    leaf('Baxh', service.filingNumber),
    maybeLeaf('Syurl', service.homeUrl),
    maybeLeaf('Wz_Bz', service.remark),
  );

/**
 * @param numberOf the numbers of the record that the attachment goes with; undefined without one
 * @param business that record's: a new filing names its parts by number alone, the others as a record id
 */
function attachment(
  { formatId, purposeId, content, owner, remark }: Attachment,
  numberOf: NumberOf | undefined,
  business?: Carried['business'],
): XmlElement {
  return element(
    'Fjxx',
    leaf('Fjwjgs', formatId),
    leaf('Fjyt', purposeId),
    leaf('Fjnr', content),
    element('Fjssdx', leaf('Ssdxlx', owner.kind === 'organiser' ? 1 : 2), target(owner, numberOf, business)),
    maybeLeaf('Bz', remark),
  );
}

/** @throws RangeError for a part of a record where there is no record */
function target(
  owner: Attachment['owner'],
  numberOf: NumberOf | undefined,
  business?: Carried['business'],
): XmlElement {
  if ('ministryId' in owner) return element('Ssdxbs', leaf('Jlid', owner.ministryId));
  if ('filingNumber' in owner) return element('Ssdxbs', leaf('Baxh', owner.filingNumber));
  if (!numberOf) throw new RangeError('the attachment goes with no record');
  const number = owner.kind === 'organiser' ? numberOf('organiser', '') : numberOf('service', owner.id);
  return business === 'new-filing' ? leaf('Ssdxbs', number) : element('Ssdxbs', leaf('Jlid', number));
}

const cancelled = { organiser: 0, service: 1, access: 2 } as const;

const cancellation = ({ of, ministryId, reasonId, remark, passwordMd5 }: Cancellation): XmlElement =>
  element(
    'Zx_xx',
    leaf('Zxlb', cancelled[of]),
    leaf('Jlid', ministryId),
    leaf('Zxly', reasonId),
    maybeLeaf('Zxlybz', remark),
    maybeLeaf('ICPmm', passwordMd5),
  );
