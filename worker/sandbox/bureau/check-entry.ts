/** What the simulated bureau finds in an entry: codes of 数据处理结果代码表. */
import { checkCreditCode } from '#protocol/document/credit-code.ts';
import { isRegion } from '#protocol/document/region.ts';
import { checkResidentId } from '#protocol/document/resident-id.ts';
import { fromBase64 } from '#protocol/base64.ts';
import { individualNature, type Code, type CodeTables } from '#protocol/filing/code-table.ts';
import { readDomain } from '#protocol/filing/domain.ts';
import type { XmlElement } from '../../bureau/xml.ts';
import { childOf, childrenOf, elementsOf, textIn, textOf } from '../../bureau/xml-content.ts';
import type { Entry, EntryAttachment } from './entry.ts';
import { resultOfDomain } from './test-data.ts';

/** What the bureau's books say. */
export interface Books {
  /** Whether an organiser with this document is filed, or under way. */
  readonly hasOrganiser: (document: string) => boolean;
  readonly hasDomain: (name: string) => boolean;
  /** By number of filing or the ministry's id. */
  readonly hasFiling: (reference: string) => boolean;
  readonly hasService: (reference: string) => boolean;
  /** Whether the same entry is under way, or filed. */
  readonly hasEntry: (ownKey: string) => boolean;
}

export interface EntryContext {
  readonly tables: CodeTables;
  readonly books: Books;
  readonly nowMs: number;
}

/** @returns every code, without repetition; empty where nothing is wrong */
export function checkEntry(entry: Entry, context: EntryContext): number[] {
  const { kind, element: own, attachments } = entry;
  const services = childrenOf(own, 'Wz_xx').filter(({ children }) => kind !== 'new-access' && children.length > 0);
  const codes = [
    ...(kind === 'cancellation' || kind === 'evidence' ? [5011] : []),
    ...checkRepetition(entry, context.books),
    ...checkReferences(entry, context.books),
    ...(kind === 'new-filing' || kind === 'change' ? checkOrganiser(childOf(own, 'Zt_xx')!, entry, context) : []),
    ...services.flatMap((service) => checkService(service, entry, context)),
    ...(kind === 'new-access' ? checkAccess(own, context.tables) : []),
    ...attachments.flatMap((attachment) => checkAttachment(attachment, entry)),
  ];
  return [...new Set(codes)];
}

const repeated = { 'new-filing': 1003, 'new-service': 1037, 'new-access': 1038, change: 1017 } as const;

function checkRepetition({ kind, ownKey }: Entry, books: Books): number[] {
  if (kind === 'cancellation' || kind === 'evidence') return [];
  return books.hasEntry(ownKey) ? [repeated[kind]] : [];
}

/** Whether what it belongs to is filed. */
function checkReferences({ kind, element: own }: Entry, books: Books): number[] {
  if (kind === 'new-service') {
    return books.hasFiling(textOf(elementsOf(childOf(own, 'Zt_xx'))[0])) ? [] : [1058];
  }
  if (kind === 'new-access') return books.hasService(textOf(elementsOf(childOf(own, 'Wz_xx'))[0])) ? [] : [1059];
  if (kind !== 'change') return [];
  const organiser = textIn(childOf(own, 'Zt_xx'), 'Ztid');
  const services = childrenOf(own, 'Wz_xx').map((service) => textIn(service, 'Wzid'));
  return [
    ...(books.hasFiling(organiser) ? [] : [1058]),
    ...(services.every((id) => books.hasService(id)) ? [] : [1059]),
  ];
}

const has = (table: readonly Code[], id: string) => table.some((code) => String(code.id) === id);

function checkOrganiser(own: XmlElement, { kind }: Entry, { tables, books, nowMs }: EntryContext): number[] {
  const document = childOf(own, 'Zj');
  const [type, number] = [textIn(document, 'Zjlx'), textIn(document, 'Zjhm')];
  const nature = textIn(own, 'Dwxz');
  const regions = ['Shengid', 'Shiid', 'Xianid'].map((name) => textIn(childOf(own, 'Txdz'), name));
  return [
    ...(has(tables.natures, nature) ? [] : [1014]),
    ...checkDocument(type, number, tables, nowMs),
    ...(kind === 'new-filing' && books.hasOrganiser(number) ? [1003] : []),
    ...(regions.every((region) => region === '' || isRegion(region)) ? [] : [1019]),
    ...checkPerson(childOf(own, 'Fzr')!, nature === String(individualNature), tables, nowMs),
  ];
}

const residentId = '2';
const businessLicence = '1';

function checkDocument(type: string, number: string, tables: CodeTables, nowMs: number): number[] {
  if (!has(tables.documentTypes, type)) return [1008];
  const isWrong = (findings: readonly { readonly severity: string }[]) =>
    findings.some(({ severity }) => severity === 'fault');
  if (type === residentId) return isWrong(checkResidentId(number, nowMs)) ? [1015] : [];
  return type === businessLicence && number.length === 18 && isWrong(checkCreditCode(number)) ? [1008] : [];
}

function checkPerson(own: XmlElement, isIndividual: boolean, tables: CodeTables, nowMs: number): number[] {
  const every = (name: string, pattern: RegExp) =>
    textIn(own, name)
      .split(';')
      .every((part) => pattern.test(part));
  const office = childOf(own, 'Fzr_dhhm');
  const [type, number] = [textIn(own, 'Fzr_zjlx'), textIn(own, 'Fzr_zjhm')];
  return [
    ...(every('Fzr_sjhm', /^1\d{10}$/) ? [] : [1011]),
    ...(every('Fzr_dzyj', /^[^@\s]+@[^@\s]+$/) ? [] : [1009]),
    ...(office && !every('Fzr_dhhm', /^[\d-]+$/) ? [1010] : []),
    ...(!office && !isIndividual ? [1031] : []),
    ...(type === '' ? [] : checkDocument(type, number, tables, nowMs)),
  ];
}

function checkService(own: XmlElement, entry: Entry, context: EntryContext): number[] {
  const { tables, books, nowMs } = context;
  const every = (parent: string, name: string, table: readonly Code[]) =>
    childrenOf(childOf(own, parent), name).every((id) => has(table, textOf(id)));
  const approvals = childrenOf(childOf(own, 'Nrlx'), 'Nrlx_xx').map((approval) => textIn(approval, 'Nrlx_id'));
  const domains = childrenOf(own, 'Ym_xx').map((domain) => textIn(domain, 'Ym').toLowerCase());
  const isChange = entry.kind === 'change';
  // A service's person of an individual needs no office phone, and a new service does not say whose it is.
  const isIndividual = textIn(childOf(entry.element, 'Zt_xx'), 'Dwxz') === String(individualNature);
  return [
    ...(domains.every((domain) => readDomain(domain) !== undefined) ? [] : [1004]),
    ...(new Set(domains).size === domains.length ? [] : [1039]),
    ...(!isChange && domains.some((domain) => books.hasDomain(domain)) ? [1005] : []),
    ...domains.flatMap((domain) => resultOfDomain(domain) ?? []).filter((code) => code > 1002),
    ...(every('Fwnr', 'Fwnr_id', tables.contents) ? [] : [1034]),
    ...(every('Yylb', 'Yylb_id', tables.languages) ? [] : [1066]),
    ...(approvals.every((id) => has(tables.approvals, id)) ? [] : [1033]),
    ...checkHome(textIn(own, 'Syurl'), domains),
    ...childrenOf(own, 'Jr_xx').flatMap((access) => checkAccess(access, tables)),
    ...checkPerson(childOf(own, 'Wz_Fzr')!, isIndividual || entry.kind === 'new-service', tables, nowMs),
  ];
}

function checkHome(home: string, domains: readonly string[]): number[] {
  if (home === '') return [];
  const host = URL.parse(home.includes('://') ? home : `http://${home}`)?.hostname;
  if (host === undefined || host === '') return [1022];
  const names = domains.map((domain) => readDomain(domain)?.ascii ?? domain);
  return names.some((name) => host === name || host.endsWith(`.${name}`)) ? [] : [1041];
}

function checkAccess(own: XmlElement, tables: CodeTables): number[] {
  const every = (parent: string, name: string, table: readonly Code[]) =>
    childrenOf(childOf(own, parent), name).every((id) => has(table, textOf(id)));
  return [
    ...(every('Wzjrfs', 'Jrfs', tables.accessModes) ? [] : [1035]),
    ...(every('Wzfb', 'Fbdd', tables.places) ? [] : [1036]),
    ...(childrenOf(own, 'Ip_xx').every((ip) => Number(textIn(ip, 'Qsip')) <= Number(textIn(ip, 'Zzip'))) ? [] : [1006]),
  ];
}

/** What each purpose of an attachment belongs to: 1 the organiser, 2 a service. */
const ownerOfPurpose: Readonly<Partial<Record<number, number>>> = { 1: 2, 2: 1, 3: 1, 4: 2, 5: 2 };
const formPurpose = 1;
/** Bytes; of the form and of all others. */
const mostFormBytes = 150 * 1024;
const mostBytes = 100 * 1024;
/** The first bytes of each format: 1 JPG, 2 PNG. */
const startOfFormat: Readonly<Partial<Record<number, readonly number[]>>> = {
  1: [0xff, 0xd8, 0xff],
  2: [0x89, 0x50, 0x4e, 0x47],
};

function checkAttachment({ format, purpose, ownerKind, owner, content }: EntryAttachment, entry: Entry): number[] {
  const start = startOfFormat[format];
  const bytes = fromBase64(content);
  const expected = ownerOfPurpose[purpose];
  const most = purpose === formPurpose ? mostFormBytes : mostBytes;
  return [
    ...(start ? [] : [1056]),
    ...(expected === undefined ? [1057] : expected === ownerKind ? [] : [1061]),
    ...(bytes && bytes.length <= most && start?.every((byte, n) => bytes[n] === byte) ? [] : [5010]),
    ...(belongs(owner, ownerKind, entry) ? [] : [1055]),
  ];
}

/** Whether the owner is a part of the entry. Where that part has other numbers, the form is of another filing. */
function belongs(owner: string, ownerKind: number, { kind, element: own }: Entry): boolean {
  const organiser = childOf(own, 'Zt_xx');
  const services = childrenOf(own, 'Wz_xx');
  const numbers =
    ownerKind === 1
      ? [organiser].flatMap((each) => ['IspZtid', 'Ztid', 'Ztbah', 'Baxh'].map((name) => textIn(each, name)))
      : services.flatMap((each) => ['IspWzid', 'Wzid', 'Wzbah', 'Baxh'].map((name) => textIn(each, name)));
  // A new service says nothing of its organiser, a new access nothing of both, and a late picture belongs to something filed.
  const isUnsaid = kind === 'evidence' || kind === 'new-access' || (kind === 'new-service' && ownerKind === 1);
  return isUnsaid || numbers.includes(owner);
}
