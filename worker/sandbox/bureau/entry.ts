/** The entries of an upload, each as the simulated bureau keeps it. */
import { element, type XmlElement } from '../../bureau/xml.ts';
import { childOf, childrenOf, elementsOf, textIn, textOf } from '../../bureau/xml-content.ts';

export const entryKinds = ['new-filing', 'new-service', 'new-access', 'change', 'cancellation', 'evidence'] as const;
export type EntryKind = (typeof entryKinds)[number];

export interface EntryAttachment {
  /** 附件格式 and 附件用途. */
  readonly format: number;
  readonly purpose: number;
  /** 1 organiser, 2 service; and its number, or its filing number. */
  readonly ownerKind: number;
  readonly owner: string;
  /** Base64. */
  readonly content: string;
}

export interface Entry {
  readonly kind: EntryKind;
  /** By which the sender knows it: the same however often it is sent. */
  readonly ownKey: string;
  /** For a list: the name of the organiser, or the number of what it belongs to. */
  readonly title: string;
  /** Without its attachments. */
  readonly element: XmlElement;
  readonly attachments: readonly EntryAttachment[];
}

/** Which element of `ICP` contains entries of which kind. */
const groups: readonly (readonly [kind: EntryKind, group: string, entry: string])[] = [
  ['new-filing', 'XZBA', 'Baxx'],
  ['new-service', 'XZWZ', 'Xzxx'],
  ['new-access', 'XZJR', 'Xzxx'],
  ['change', 'BGBA', 'Bgxx'],
  ['cancellation', 'ZXBA', 'Zx_xx'],
  ['evidence', 'XZHYD', 'Fjxx'],
];

/** @param upload checked against the schema */
export function entriesOf(upload: XmlElement): Entry[] {
  const icp = childOf(upload, 'ICP');
  return groups.flatMap(([kind, group, name]) =>
    childrenOf(childOf(icp, group), name).map((own) => ({ kind, ...namesOf(kind, own), ...partsOf(kind, own) })),
  );
}

function namesOf(kind: EntryKind, own: XmlElement): { ownKey: string; title: string } {
  const organiser = childOf(own, 'Zt_xx');
  switch (kind) {
    case 'new-filing':
      return { ownKey: `organiser ${textIn(organiser, 'IspZtid')}`, title: textIn(organiser, 'Dwmc') };
    case 'new-service':
      return {
        ownKey: `service ${childrenOf(own, 'Wz_xx').map((service) => textIn(service, 'IspWzid'))}`,
        title: textIn(childOf(own, 'Wz_xx'), 'Wzmc'),
      };
    case 'new-access':
      return {
        ownKey: `access ${textIn(own, 'IspJrid')}`,
        title: textOf(elementsOf(childOf(own, 'Wz_xx'))[0]),
      };
    case 'change':
      return { ownKey: `change ${textIn(organiser, 'Ztid')}`, title: textIn(organiser, 'Dwmc') };
    case 'cancellation':
      return { ownKey: `cancellation ${textIn(own, 'Zxlb')} ${textIn(own, 'Jlid')}`, title: textIn(own, 'Jlid') };
    case 'evidence':
      return { ownKey: `evidence ${attachmentOf(own).owner} ${textIn(own, 'Fjyt')}`, title: attachmentOf(own).owner };
  }
}

const partsOf = (kind: EntryKind, own: XmlElement): Pick<Entry, 'element' | 'attachments'> =>
  kind === 'evidence'
    ? { element: element('Fjxx'), attachments: [attachmentOf(own)] }
    : {
        element: element(own.name, ...elementsOf(own).filter(({ name }) => name !== 'Fj')),
        attachments: childrenOf(own, 'Fj').map((each) => attachmentOf(childOf(each, 'Fjxx')!)),
      };

function attachmentOf(own: XmlElement): EntryAttachment {
  const target = childOf(own, 'Fjssdx');
  const number = childOf(target, 'Ssdxbs');
  return {
    format: Number(textIn(own, 'Fjwjgs')),
    purpose: Number(textIn(own, 'Fjyt')),
    ownerKind: Number(textIn(target, 'Ssdxlx')),
    // A new filing has the number itself there; the others have an element in it.
    owner: textOf(elementsOf(number)[0] ?? number),
    content: textIn(own, 'Fjnr'),
  };
}

/** Somebody whom the ministry asks by short message. */
export interface AskedPerson {
  readonly name: string;
  readonly mobile: string;
  readonly document: string;
}

/**
 * Who is asked: of a first filing the persons of organiser and services, of a new service its person, of a change the persons of
 * what it names. A new access and a cancellation ask nobody. The same person is asked once.
 */
export function askedPersons({ kind, element: own }: Entry): AskedPerson[] {
  const services = childrenOf(own, 'Wz_xx').flatMap((service) => childrenOf(service, 'Wz_Fzr'));
  const organisers = childrenOf(childOf(own, 'Zt_xx'), 'Fzr');
  const asked = kind === 'new-access' || kind === 'cancellation' ? [] : [...organisers, ...services];
  const persons = asked.map((person) => ({
    name: textIn(person, 'Fzr_xm'),
    mobile: textIn(person, 'Fzr_sjhm').split(';')[0]!,
    document: textIn(person, 'Fzr_zjhm'),
  }));
  const known = new Map(persons.map((person) => [`${person.mobile} ${person.document}`, person]));
  return [...known.values()];
}
