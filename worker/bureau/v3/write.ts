/** Writes uploads of interface V3.0. */
import { encodeGbk } from '../gbk.ts';
import { element, leaf, maybeLeaf, printXml, type XmlElement } from '../xml.ts';
import type { Carried, CarriedAccess, CarriedOrganiser, CarriedPerson, CarriedService } from './carried.ts';
import { version } from './elements.ts';
import type { Numbers } from './numbers.ts';

/** A picture that goes with a record. */
export interface Attachment {
  /** 附件格式: 1 JPG, 2 PNG. */
  readonly formatId: number;
  /** 附件用途: 1 form, 2 organiser's document, 3 and 4 document of a person in charge, 5 photo. */
  readonly purposeId: number;
  /** Base64. */
  readonly content: string;
  /** What it belongs to: something of this upload by id, or something filed by the ministry's id or number. */
  readonly owner:
    | { readonly kind: 'organiser' | 'service'; readonly id: string }
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

/** Everything that one upload says. */
export interface Upload {
  /** 请求单位ID: the provider's id at the bureau. */
  readonly providerId: number;
  readonly records?: readonly {
    readonly carried: Carried;
    readonly key: string;
    readonly attachments?: readonly Attachment[];
  }[];
  /** Forms and pictures sent after their record. */
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
        evidence.length === 0 ? undefined : element('XZHYD', ...evidence.map((entry) => attachment(entry, numbers))),
        leaf('Qqdwid', providerId),
      ),
    ],
  };
}

function recordElement(
  { carried, key, attachments = [] }: NonNullable<Upload['records']>[number],
  numbers: Numbers,
): XmlElement {
  const files = attachments.map((entry) => element('Fj', attachment(entry, numbers)));
  switch (carried.business) {
    case 'new-filing':
      return element(
        'Baxx',
        element(
          'Zt_xx',
          leaf('IspZtid', numbers.numberOf('organiser', key)),
          ...organiser(carried.organiser),
          // The provider files on the organiser's behalf.
          leaf('Bbfs', 1),
        ),
        ...carried.services.map((service) => newService(service, numbers)),
        ...files,
      );
    case 'new-service':
      return element(
        'Xzxx',
        element('Zt_xx', leaf('Ztbah', carried.filingNumber)),
        ...carried.services.map((service) => newService(service, numbers)),
        ...files,
        maybeLeaf('ICPmm', carried.passwordMd5),
      );
    case 'new-access':
      return element(
        'Xzxx',
        element('Wz_xx', leaf('Wzbah', carried.filingNumber)),
        leaf('IspJrid', numbers.numberOf('access', carried.access.id)),
        ...access(carried.access, numbers),
        ...files,
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
        ...carried.services.map((service) => changedService(service, numbers)),
        ...files,
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

const domains = (service: CarriedService, numbers: Numbers): XmlElement[] =>
  service.domains.map(({ id, name, ministryId }) =>
    element('Ym_xx', leaf('IspYmid', numbers.numberOf('domain', id)), maybeLeaf('Ymid', ministryId), leaf('Ym', name)),
  );

const access = ({ placeId, modeId, ips }: CarriedAccess, numbers: Numbers): XmlElement[] => [
  element('Wzfb', leaf('Fbdd', placeId)),
  element('Wzjrfs', leaf('Jrfs', modeId)),
  ...ips.map(({ id, from, to }) =>
    element('Ip_xx', leaf('IspIpid', numbers.numberOf('ip', id)), leaf('Qsip', from), leaf('Zzip', to)),
  ),
];

const newService = (service: CarriedService, numbers: Numbers): XmlElement =>
  element(
    'Wz_xx',
    leaf('IspWzid', numbers.numberOf('service', service.id)),
    ...names(service),
    ...domains(service, numbers),
    ...service.access.map((own) =>
      element('Jr_xx', leaf('IspJrid', numbers.numberOf('access', own.id)), ...access(own, numbers)),
    ),
    element('Wz_Fzr', ...person(service.personInCharge)),
    maybeLeaf('Syurl', service.homeUrl),
    maybeLeaf('Wz_Bz', service.remark),
  );

type Change = Extract<Carried, { business: 'change' }>;

const changedService = (service: Change['services'][number], numbers: Numbers): XmlElement =>
  element(
    'Wz_xx',
    leaf('Wzid', service.ministryId),
    ...names(service),
    ...domains(service, numbers),
    // The rules demand the ministry's id of every access of a change.
    ...service.access.map((own) => element('Jr_xx', leaf('Jrid', own.ministryId!), ...access(own, numbers))),
    element('Wz_Fzr', ...person(service.personInCharge)),
    leaf('Baxh', service.filingNumber),
    maybeLeaf('Syurl', service.homeUrl),
    maybeLeaf('Wz_Bz', service.remark),
  );

/** An attachment of this upload's own things has their number; one of things that are filed has their id or number. */
function attachment({ formatId, purposeId, content, owner, remark }: Attachment, numbers: Numbers): XmlElement {
  const target =
    'id' in owner
      ? leaf('Ssdxbs', numbers.numberOf(owner.kind, owner.id))
      : element('Ssdxbs', 'ministryId' in owner ? leaf('Jlid', owner.ministryId) : leaf('Baxh', owner.filingNumber));
  return element(
    'Fjxx',
    leaf('Fjwjgs', formatId),
    leaf('Fjyt', purposeId),
    leaf('Fjnr', content),
    element('Fjssdx', leaf('Ssdxlx', owner.kind === 'organiser' ? 1 : 2), target),
    maybeLeaf('Bz', remark),
  );
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
