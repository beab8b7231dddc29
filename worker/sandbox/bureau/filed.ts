/** What is filed, in the form in which the bureau gives it out (BASJ): numbered, and kept as XML, an organiser each. */
import type { Rows } from '../../retention/rows.ts';
import { element, leaf, parseXml, printXml, type XmlElement } from '../../bureau/xml.ts';
import { childOf, childrenOf, elementsOf, textIn, textOf } from '../../bureau/xml-content.ts';
import { beijingTime } from './beijing-time.ts';
import type { EntryKind } from './entry.ts';
import { keepParts, partsOf } from './parts.ts';
import { addTo, nextNumber } from './tables.ts';

/** The ministry's ids begin here, so that they cannot be taken for the sender's numbers. */
const firstId = 9_000_000;
const idOf = (rows: Rows, kind: string): number => firstId + nextNumber(rows, `id of ${kind}`);

/** 省简称 as the filing numbers have it, by GB/T 2260. */
const provinceLetters: Readonly<Partial<Record<number, string>>> = {
  110000: '京',
  120000: '津',
  130000: '冀',
  140000: '晋',
  150000: '蒙',
  210000: '辽',
  220000: '吉',
  230000: '黑',
  310000: '沪',
  320000: '苏',
  330000: '浙',
  340000: '皖',
  350000: '闽',
  360000: '赣',
  370000: '鲁',
  410000: '豫',
  420000: '鄂',
  430000: '湘',
  440000: '粤',
  450000: '桂',
  460000: '琼',
  500000: '渝',
  510000: '蜀',
  520000: '黔',
  530000: '滇',
  540000: '藏',
  610000: '陕',
  620000: '陇',
  630000: '青',
  640000: '宁',
  650000: '新',
};

/** Real numbers begin with the year of the filing. The year 99 was before there were any. */
function newFilingNumber(rows: Rows, provinceId: number): string {
  const letter = provinceLetters[provinceId] ?? '京';
  return `${letter}ICP备99${String(addTo(rows, `filing number ${letter}`, 1)).padStart(6, '0')}号`;
}

/** What the bureau adds to an entry. */
export interface FilingContext {
  readonly rows: Rows;
  readonly record: number;
  readonly ispId: number;
  readonly nowMs: number;
}

/**
 * Files an accepted entry.
 *
 * @param own the entry's element; what it belongs to was in the books when it was checked
 * @returns the whole filing, as `Baxx`; undefined where what it belongs to is no longer filed
 */
export function file(kind: EntryKind, own: XmlElement, context: FilingContext): XmlElement | undefined {
  const { rows } = context;
  const base = kind === 'new-filing' ? newFiling(own, context) : existingOf(kind, own, rows);
  if (!base) return undefined;
  const filing = extended(kind, base, own, context);
  keepParts(rows, `filing ${textIn(childOf(filing, 'Zt_xx'), 'Ztid')}`, new TextEncoder().encode(printXml(filing)));
  return filing;
}

function newFiling(own: XmlElement, { rows, record, nowMs }: FilingContext): XmlElement {
  const organiser = childOf(own, 'Zt_xx')!;
  const id = idOf(rows, 'organiser');
  const province = Number(textIn(childOf(organiser, 'Txdz'), 'Shengid'));
  const number = newFilingNumber(rows, province);
  rows.run('insert into organisers (id, number, record) values (?, ?, ?)', id, number, record);
  return element('Baxx', filedOrganiser(organiser, { id, number, firstAt: beijingTime(nowMs) }, nowMs));
}

interface OrganiserNumbers {
  readonly id: number;
  readonly number: string;
  readonly firstAt: string;
}

const filedOrganiser = (own: XmlElement, { id, number, firstAt }: OrganiserNumbers, nowMs: number): XmlElement =>
  element(
    'Zt_xx',
    copied(own, 'IspZtid'),
    leaf('Ztid', id),
    ...['Dwmc', 'Dwxz', 'Txdz', 'Zj', 'Fzr'].map((name) => copied(own, name)),
    leaf('Baxh', number),
    leaf('Bbyhlx', textIn(own, 'Bbfs') || 1),
    copied(own, 'Tzr'),
    leaf('Scbbsj', firstAt),
    leaf('Zjxgsj', beijingTime(nowMs)),
    copied(own, 'Bz'),
  );

const copied = (own: XmlElement, name: string): XmlElement | undefined => childOf(own, name);

/** The filing that an entry belongs to. */
function existingOf(kind: EntryKind, own: XmlElement, rows: Rows): XmlElement | undefined {
  const reference =
    kind === 'change'
      ? textIn(childOf(own, 'Zt_xx'), 'Ztid')
      : textOf(elementsOf(childOf(own, kind === 'new-service' ? 'Zt_xx' : 'Wz_xx'))[0]);
  const id = kind === 'new-access' ? serviceOf(rows, reference)?.organiser : organiserOf(rows, reference)?.id;
  return id === undefined ? undefined : filingOf(rows, id);
}

/** @param reference a filing number, or the ministry's id */
export const organiserOf = (rows: Rows, reference: string): { id: number; number: string } | undefined =>
  rows.run<{ id: number; number: string }>(
    'select id, number from organisers where number = ? or id = ?',
    reference,
    Number(reference) || 0,
  )[0];

export const serviceOf = (rows: Rows, reference: string) =>
  rows.run<{ id: number; organiser: number; number: string }>(
    'select id, organiser, number from services where number = ? or id = ?',
    reference,
    Number(reference) || 0,
  )[0];

/** The filing of an organiser, as `Baxx`. */
export function filingOf(rows: Rows, organiser: number): XmlElement | undefined {
  const bytes = partsOf(rows, `filing ${organiser}`);
  return bytes.length === 0 ? undefined : parseXml(new TextDecoder().decode(bytes));
}

function extended(kind: EntryKind, filing: XmlElement, own: XmlElement, context: FilingContext): XmlElement {
  const organiser = childOf(filing, 'Zt_xx')!;
  const services = childrenOf(filing, 'Wz_xx');
  switch (kind) {
    case 'new-filing':
    case 'new-service':
      return element('Baxx', organiser, ...services, ...childrenOf(own, 'Wz_xx').map(newService(organiser, context)));
    case 'new-access': {
      const { id } = serviceOf(context.rows, textOf(elementsOf(childOf(own, 'Wz_xx'))[0]))!;
      return element(
        'Baxx',
        organiser,
        ...services.map((service) =>
          textIn(service, 'Wzid') === String(id) ? withAccess(service, filedAccess(own, context)) : service,
        ),
      );
    }
    case 'change': {
      const numbers = {
        id: Number(textIn(organiser, 'Ztid')),
        number: textIn(organiser, 'Baxh'),
        firstAt: textIn(organiser, 'Scbbsj'),
      };
      const changed = new Map(childrenOf(own, 'Wz_xx').map((service) => [textIn(service, 'Wzid'), service]));
      return element(
        'Baxx',
        filedOrganiser(childOf(own, 'Zt_xx')!, numbers, context.nowMs),
        ...services.map((service) => {
          const change = changed.get(textIn(service, 'Wzid'));
          const id = Number(textIn(service, 'Wzid'));
          return change ? filedService(change, { id, number: textIn(service, 'Baxh') }, context) : service;
        }),
      );
    }
    case 'cancellation':
    case 'evidence':
      return filing;
  }
}

const newService =
  (organiser: XmlElement, context: FilingContext) =>
  (own: XmlElement): XmlElement => {
    const { rows } = context;
    const organiserId = Number(textIn(organiser, 'Ztid'));
    const id = idOf(rows, 'service');
    const number = `${textIn(organiser, 'Baxh')}-${addTo(rows, `services of ${organiserId}`, 1)}`;
    rows.run('insert into services (id, organiser, number) values (?, ?, ?)', id, organiserId, number);
    return filedService(own, { id, number }, context);
  };

function filedService(
  own: XmlElement,
  { id, number }: { readonly id: number; readonly number: string },
  context: FilingContext,
): XmlElement {
  const { rows, nowMs } = context;
  return element(
    'Wz_xx',
    copied(own, 'IspWzid'),
    leaf('Wzid', id),
    ...['Wzmc', 'Nrlx', 'Fwnr', 'Yylb'].map((name) => copied(own, name)),
    ...childrenOf(own, 'Ym_xx').map((domain) =>
      element(
        'Ym_xx',
        copied(domain, 'IspYmid'),
        leaf('Ymid', textIn(domain, 'Ymid') || idOf(rows, 'domain')),
        copied(domain, 'Ym'),
      ),
    ),
    ...childrenOf(own, 'Jr_xx').map((access) => filedAccess(access, context)),
    copied(own, 'Wz_Fzr'),
    copied(own, 'Syurl'),
    copied(own, 'Wz_Bz'),
    leaf('Scbbsj', beijingTime(nowMs)),
    leaf('Zjxgsj', beijingTime(nowMs)),
    leaf('Baxh', number),
  );
}

const filedAccess = (own: XmlElement, { rows, ispId }: FilingContext): XmlElement =>
  element(
    'Jr_xx',
    copied(own, 'IspJrid'),
    leaf('Jrid', textIn(own, 'Jrid') || idOf(rows, 'access')),
    leaf('Ispid', ispId),
    copied(own, 'Wzfb'),
    copied(own, 'Wzjrfs'),
    ...childrenOf(own, 'Ip_xx').map((ip) =>
      element(
        'Ip_xx',
        copied(ip, 'IspIpid'),
        leaf('Ipid', textIn(ip, 'Ipid') || idOf(rows, 'ip')),
        copied(ip, 'Qsip'),
        copied(ip, 'Zzip'),
      ),
    ),
  );

/** The service with one access more, which stands after those that it has. */
function withAccess(service: XmlElement, access: XmlElement): XmlElement {
  const parts = elementsOf(service);
  const after = parts.findIndex(({ name }) => name === 'Wz_Fzr');
  return element('Wz_xx', ...parts.slice(0, after), access, ...parts.slice(after));
}
