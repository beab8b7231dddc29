/** Why a verification form is not released: codes, and a sentence for each in both languages. */
import type { Locale } from '../../locale.ts';
import { answerWords, evidenceWords, itemWords, type Answer, type EvidenceKind, type ItemName } from './item.ts';
import { roleWords, type Role } from './signature.ts';

/** Stable, never reused. `{item}` and the like are filled in. */
export const formFindings = {
  'form-input-malformed': {
    en: 'What the form was asked with does not match its schema at {at}.',
    'zh-CN': '核验单请求数据在 {at} 处不符合格式要求。',
  },
  'service-unknown': { en: 'The record has no service {at}.', 'zh-CN': '备案记录中没有第 {at} 个服务。' },
  'item-missing': { en: 'Item {item} is not answered.', 'zh-CN': '核验项“{item}”未作答。' },
  'item-repeated': { en: 'Item {item} is answered twice.', 'zh-CN': '核验项“{item}”重复作答。' },
  'item-not-asked': {
    en: 'The form does not ask item {item} of this service.',
    'zh-CN': '该服务的核验单没有核验项“{item}”。',
  },
  'item-negative': {
    en: 'Item {item} is answered {answer}, with which no form is released.',
    'zh-CN': '核验项“{item}”的结论为 {answer}，不能出具核验单。',
  },
  'item-contradicts-record': {
    en: 'The answer to item {item} contradicts the record.',
    'zh-CN': '核验项“{item}”的结论与备案记录不一致。',
  },
  'evidence-missing': {
    en: 'Item {item} lacks evidence of one of these kinds: {needed}.',
    'zh-CN': '核验项“{item}”缺少依据，须有其一：{needed}。',
  },
  'evidence-inadmissible': {
    en: 'Evidence of kind {kind} proves nothing for item {item}.',
    'zh-CN': '“{kind}”类依据不能证明核验项“{item}”。',
  },
  'evidence-foreign': {
    en: 'Evidence of kind {kind} for item {item} belongs to another record, or to an earlier version of this one.',
    'zh-CN': '核验项“{item}”的“{kind}”类依据属于其他备案记录或本记录的旧版本。',
  },
  'evidence-unattributed': {
    en: 'Evidence of kind {kind} for item {item} does not say whose it is.',
    'zh-CN': '核验项“{item}”的“{kind}”类依据未注明经办人。',
  },
  'evidence-in-future': {
    en: 'Evidence of kind {kind} for item {item} lies in the future.',
    'zh-CN': '核验项“{item}”的“{kind}”类依据的时间晚于当前时间。',
  },
  'form-character-missing': {
    en: 'The form’s font lacks these characters: {characters}.',
    'zh-CN': '核验单所用字体缺少以下字符：{characters}。',
  },
  'portrait-missing': { en: 'An electronic form needs the portrait.', 'zh-CN': '电子化核验单须附负责人照片。' },
  'portrait-malformed': {
    en: 'The portrait is not a JPEG that can be used: it has to be whole, and baseline instead of progressive.',
    'zh-CN': '负责人照片不是可用的 JPG 图片：须完整，且为基线格式（不能是渐进式）。',
  },
  'signature-missing': { en: 'The signature of {role} is missing.', 'zh-CN': '缺少{role}的签名。' },
  'signature-invalid': {
    en: 'The signature of {role} does not fit the form or its key.',
    'zh-CN': '{role}的签名与核验单内容或密钥不符。',
  },
  'form-too-long': {
    en: 'The form would have {pages} pages; at most {max} are released.',
    'zh-CN': '核验单将有 {pages} 页，最多允许 {max} 页。',
  },
  'picture-too-large': {
    en: 'Page {page} has no picture of at most {max} bytes that can be read.',
    'zh-CN': '第 {page} 页无法在 {max} 字节以内生成清晰图片。',
  },
  'form-disagrees': {
    en: 'The {part} of the form does not say what its data says at {at}.',
    'zh-CN': '核验单的{part}在 {at} 处与数据不一致。',
  },
} as const satisfies Record<string, Readonly<Record<Locale, string>>>;

export type FormCode = keyof typeof formFindings;

export interface FormFinding {
  readonly code: FormCode;
  readonly facts: Facts;
  readonly message: Readonly<Record<Locale, string>>;
}

/** What fills a sentence. Codes are written as words of the sentence's language. */
export interface Facts {
  readonly item?: ItemName;
  readonly answer?: Answer;
  readonly kind?: EvidenceKind;
  readonly needed?: readonly EvidenceKind[];
  readonly role?: Role;
  readonly characters?: readonly string[];
  readonly at?: string;
  readonly part?: 'data' | 'pdf' | 'picture';
  readonly page?: number;
  readonly pages?: number;
  readonly max?: number;
}

const partWords = {
  data: { 'zh-CN': '数据', en: 'data' },
  pdf: { 'zh-CN': 'PDF', en: 'PDF' },
  picture: { 'zh-CN': '图片', en: 'picture' },
} as const;

export function formFinding(code: FormCode, facts: Facts = {}): FormFinding {
  const { en, 'zh-CN': zh } = formFindings[code];
  return { code, facts, message: { 'zh-CN': fill(zh, facts, 'zh-CN'), en: fill(en, facts, 'en') } };
}

const fill = (sentence: string, facts: Facts, locale: Locale): string =>
  sentence.replace(/\{(\w+)\}/g, (_, name: keyof Facts) => wordsOf(facts, name, locale));

function wordsOf(facts: Facts, name: keyof Facts, locale: Locale): string {
  const { item, answer, kind, needed, role, characters, part } = facts;
  if (name === 'item' && item) return itemWords[item][locale];
  if (name === 'answer' && answer) return answerWords[answer][locale];
  if (name === 'kind' && kind) return evidenceWords[kind][locale];
  if (name === 'needed' && needed) return needed.map((each) => evidenceWords[each][locale]).join(' / ');
  if (name === 'role' && role) return roleWords[role][locale];
  if (name === 'part' && part) return partWords[part][locale];
  if (name === 'characters' && characters) return characters.map(named).join(', ');
  return String(facts[name]);
}

/** A character with its code point, since the reader's font may lack it too. */
const named = (character: string): string =>
  `${character} (U+${character.codePointAt(0)!.toString(16).toUpperCase().padStart(4, '0')})`;
