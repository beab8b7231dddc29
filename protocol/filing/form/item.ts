/**
 * The items of the verification form (核验单), in its order, and which evidence admits which answer.
 *
 * An item is ticked because evidence shows it, never because somebody wishes it.
 */
import { z } from 'zod';
import type { Locale } from '../../locale.ts';
import type { FilingRecord, Service } from '../record.ts';
import { hasResidentCard } from '../subject.ts';

/**
 * What can prove an item: the authority's comparison, the document's picture, the call-back to the person, the signed
 * result of the live check, or what the provider's own staff states.
 */
export const evidenceKinds = ['comparison', 'document', 'call-back', 'attestation', 'statement'] as const;
export type EvidenceKind = (typeof evidenceKinds)[number];

type Words = Readonly<Record<Locale, string>>;

export const evidenceWords: Readonly<Record<EvidenceKind, Words>> = {
  comparison: { 'zh-CN': '权威库比对', en: 'comparison' },
  document: { 'zh-CN': '证件材料', en: 'document' },
  'call-back': { 'zh-CN': '电话回访', en: 'call-back' },
  attestation: { 'zh-CN': '活体检测', en: 'attestation' },
  statement: { 'zh-CN': '接入单位核查', en: 'statement' },
};

export const itemNames = [
  'unit-document',
  'personal-document',
  'document-numbers',
  'document-copies',
  'portrait',
  'mobile',
  'office-phone',
  'email',
  'postal-address',
  'service-name',
  'domains',
  'contents',
  'approvals',
  'access',
  'written-record',
] as const;
export type ItemName = (typeof itemNames)[number];

export const itemWords: Readonly<Record<ItemName, Words>> = {
  'unit-document': { 'zh-CN': '单位证件资质', en: 'unit document' },
  'personal-document': { 'zh-CN': '个人证件资质', en: 'personal document' },
  'document-numbers': { 'zh-CN': '证件号码', en: 'document numbers' },
  'document-copies': { 'zh-CN': '证件复印件', en: 'document copies' },
  portrait: { 'zh-CN': '负责人照片', en: 'portrait' },
  mobile: { 'zh-CN': '手机号码', en: 'mobile' },
  'office-phone': { 'zh-CN': '座机号码', en: 'office phone' },
  email: { 'zh-CN': '电子邮箱', en: 'email' },
  'postal-address': { 'zh-CN': '通信地址', en: 'postal address' },
  'service-name': { 'zh-CN': '服务名称', en: 'service name' },
  domains: { 'zh-CN': '域名', en: 'domains' },
  contents: { 'zh-CN': '服务内容', en: 'contents' },
  approvals: { 'zh-CN': '前置或专项审批文件', en: 'approvals' },
  access: { 'zh-CN': '接入信息', en: 'access' },
  'written-record': { 'zh-CN': '书面文档', en: 'written record' },
};

/** `electronic` and `in-person` answer how the portrait was taken; every other item is `yes` or `no`. */
export const answers = ['yes', 'no', 'electronic', 'in-person'] as const;
export type Answer = (typeof answers)[number];

export const answerWords: Readonly<Record<Answer, Words>> = {
  yes: { 'zh-CN': '是', en: 'yes' },
  no: { 'zh-CN': '否', en: 'no' },
  electronic: { 'zh-CN': '电子化采集', en: 'electronic' },
  'in-person': { 'zh-CN': '当面采集', en: 'in-person' },
};

/** SHA-256 as base64url. */
const Digest = z.string().regex(/^[\w-]{43}$/);

export const Evidence = z.strictObject({
  kind: z.enum(evidenceKinds),
  /** Of the evidence itself. */
  digest: Digest,
  /** What it is evidence of: `recordDigest`, or for an attestation `subjectDigest` (digest.ts). */
  of: Digest,
  atMs: z.int().min(0),
  /** Who called or states it, by the provider's id. */
  by: z
    .string()
    .regex(/^[\w.-]{1,64}$/)
    .optional(),
});
export type Evidence = z.infer<typeof Evidence>;

export const Item = z.strictObject({
  item: z.enum(itemNames),
  answer: z.enum(answers),
  evidence: z.array(Evidence).max(16),
});
export type Item = z.infer<typeof Item>;

/** Each inner list names kinds of which one is needed; every list must be met. */
export type Needed = readonly (readonly EvidenceKind[])[];

export type Answers = Readonly<Partial<Record<Answer, Needed>>>;

interface ItemRule {
  /** The answers with which a form may be released, and what each needs. */
  readonly answers: Answers;
  /** The same for a person in charge whose document no authority database knows, where it differs: staff meet the person. */
  readonly withoutCard?: Answers;
  /** Kinds that may stand beside what is needed. */
  readonly admits?: readonly EvidenceKind[];
  /** Whether the form asks it of this service. Where it does not, nothing is ticked. */
  readonly applies: (record: FilingRecord, service: Service) => boolean;
}

const always = () => true;
const yes = (...needed: Needed): Answers => ({ yes: needed });
const inPerson: Answers = { 'in-person': [['document'], ['statement']] };

/** Every number needs the document and the authority; every contact a call-back; what only the provider knows, its word. */
export const itemTable: Readonly<Record<ItemName, ItemRule>> = {
  'unit-document': { answers: yes(['document']), applies: ({ organiser }) => organiser.kind === 'unit' },
  'personal-document': { answers: yes(['document']), applies: always },
  'document-numbers': {
    answers: yes(['document'], ['comparison']),
    withoutCard: yes(['document'], ['statement']),
    admits: ['comparison'],
    applies: always,
  },
  'document-copies': { answers: yes(['document']), applies: always },
  portrait: {
    // Electronic: the own live check, or the ministry's portrait and the provider's word that it is of this person's verification.
    answers: {
      electronic: [
        ['attestation', 'document'],
        ['attestation', 'statement'],
      ],
      ...inPerson,
    },
    withoutCard: inPerson,
    applies: always,
  },
  mobile: { answers: yes(['call-back']), applies: always },
  'office-phone': {
    answers: yes(['call-back']),
    applies: ({ organiser }, { personInCharge }) =>
      organiser.kind === 'unit' || personInCharge.officePhone !== undefined,
  },
  email: { answers: yes(['call-back']), applies: always },
  'postal-address': { answers: yes(['call-back', 'document']), applies: always },
  'service-name': { answers: yes(['statement']), applies: always },
  domains: { answers: yes(['statement', 'document']), applies: (_, { domains }) => domains.length > 0 },
  contents: { answers: yes(['statement']), applies: always },
  approvals: { answers: { yes: [['document']], no: [['statement']] }, applies: always },
  access: { answers: yes(['statement']), applies: always },
  // The letters that go with a filing are part of what is kept in writing.
  'written-record': { answers: yes(['statement']), admits: ['document'], applies: always },
};

/** What each answer to an item needs on the form of a service. */
export function answersTo(item: ItemName, { personInCharge }: Pick<Service, 'personInCharge'>): Answers {
  const { answers: usual, withoutCard } = itemTable[item];
  return hasResidentCard(personInCharge) ? usual : (withoutCard ?? usual);
}

/** Whether no answer to the item does without a call-back. */
export const onlyCallBackProves = (item: ItemName): boolean =>
  Object.values(itemTable[item].answers).every((needed) => needed.some((kinds) => kinds.join() === 'call-back'));
