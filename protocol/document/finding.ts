/**
 * What is wrong with the number of a document, and where.
 *
 * Each file of this room is one kind of document and exports one validator. It takes the text and, where age or expiry
 * matters, the time; it returns every finding at once and throws on no string. The room imports nothing but itself and
 * the list of languages. A new kind is a file here and a line in filing/document-form.ts; finding.test.ts fuzzes it.
 */
import type { Locale } from '../locale.ts';

/** A `fault` refuses the number. A `doubt` is for the reviewer: valid documents with it exist. */
export type Severity = 'fault' | 'doubt';

interface Meaning extends Readonly<Record<Locale, string>> {
  readonly severity: Severity;
}

/** Every code of this room. Codes are stable and never reused. */
export const documentFindings = {
  'length-wrong': {
    severity: 'fault',
    en: 'The number has the wrong number of characters.',
    'zh-CN': '证件号码位数不正确。',
  },
  'character-invalid': {
    severity: 'fault',
    en: 'This position does not allow this character.',
    'zh-CN': '证件号码中含有不允许的字符。',
  },
  'letter-lowercase': {
    severity: 'fault',
    en: 'Letters must be capital letters.',
    'zh-CN': '字母须使用大写。',
  },
  'prefix-wrong': {
    severity: 'fault',
    en: 'The number does not start as this kind of document does.',
    'zh-CN': '证件号码开头与证件类型不符。',
  },
  'check-digit-wrong': {
    severity: 'fault',
    en: 'The check digit does not match the other digits. Compare the number with the document.',
    'zh-CN': '校验码错误，请对照证件核对号码。',
  },
  'date-impossible': {
    severity: 'fault',
    en: 'The calendar has no such date.',
    'zh-CN': '日期不存在。',
  },
  'birth-date-in-future': {
    severity: 'fault',
    en: 'The date of birth is in the future.',
    'zh-CN': '出生日期晚于今天。',
  },
  'age-under-18': {
    severity: 'fault',
    en: 'The person is under 18 years old.',
    'zh-CN': '该人员未满 18 周岁。',
  },
  'age-over-120': {
    severity: 'doubt',
    en: 'The date of birth is more than 120 years ago.',
    'zh-CN': '按出生日期推算，年龄超过 120 岁，请核对。',
  },
  'region-unknown': {
    severity: 'doubt',
    en: 'The region code is in no edition of GB/T 2260 that this verifier knows.',
    'zh-CN': '行政区划代码不在已知的 GB/T 2260 各版本中，请核对。',
  },
  'resident-id-15-digits': {
    severity: 'doubt',
    en: 'This is the 15-digit number of a first-generation card, which is no longer valid. Use the 18-digit number.',
    'zh-CN': '这是第一代身份证的 15 位号码，该证已停止使用，请改填 18 位号码。',
  },
  'permanent-resident-id-15-characters': {
    severity: 'doubt',
    en: 'This is the number of a card issued before December 2023. It is valid until the card expires.',
    'zh-CN': '这是 2023 年 12 月以前签发的旧版永居证号码，在证件有效期内仍可使用。',
  },
  'permanent-resident-id-check-doubtful': {
    severity: 'doubt',
    en: 'The last digit of the old number does not match the others. Compare the number with the card.',
    'zh-CN': '旧版永居证号码的末位与其余各位不符，请对照证件核对。',
  },
  'passport-length-unusual': {
    severity: 'doubt',
    en: 'Most passport numbers have 8 or 9 characters. Compare the number with the passport.',
    'zh-CN': '护照号码通常为 8 位或 9 位，请对照护照核对。',
  },
  'permit-form-old': {
    severity: 'doubt',
    en: 'This number has the length of an old form of the permit. Compare it with the permit.',
    'zh-CN': '该号码位数属于旧版通行证，请对照证件核对。',
  },
  'credit-code-category-unknown': {
    severity: 'doubt',
    en: 'GB 32100 does not list this registration authority with this category.',
    'zh-CN': 'GB 32100 未列出该登记管理部门代码与机构类别代码的组合，请核对。',
  },
  'credit-code-check-doubtful': {
    severity: 'doubt',
    en: 'The last character does not match the others. Some codes issued early are like this: compare with the licence.',
    'zh-CN': '统一社会信用代码的校验码不符。早期试点地区有此类代码，请对照证照核对。',
  },
  'organisation-code-check-doubtful': {
    severity: 'doubt',
    en: 'The organisation code inside the credit code does not match its own check digit. Compare it with the licence.',
    'zh-CN': '统一社会信用代码中的主体标识码校验不符，请对照证照核对。',
  },
  'registration-number-form-rare': {
    severity: 'doubt',
    en: 'This form of number has no check digit. Cooperatives and some counties have it: compare with the licence.',
    'zh-CN': '该注册号没有校验位（农民专业合作社及个别地区使用），请对照执照核对。',
  },
  'validity-malformed': {
    severity: 'fault',
    en: 'Write the end of validity as YYYYMMDD or 长期, a period as YYYY.MM.DD-YYYY.MM.DD or YYYY.MM.DD-长期.',
    'zh-CN': '有效期截止日应为 YYYYMMDD 或“长期”，有效期限应为 YYYY.MM.DD-YYYY.MM.DD 或 YYYY.MM.DD-长期。',
  },
  'validity-reversed': {
    severity: 'fault',
    en: 'The period ends before it starts.',
    'zh-CN': '有效期截止日早于起始日。',
  },
  'validity-not-started': {
    severity: 'fault',
    en: 'The document is not valid yet.',
    'zh-CN': '证件尚未生效。',
  },
  'document-expired': {
    severity: 'fault',
    en: 'The document has expired.',
    'zh-CN': '证件已过有效期。',
  },
  'validity-span-unusual': {
    severity: 'doubt',
    en: 'Identity cards are valid for 5, 10 or 20 years or without end. Compare the period with the card.',
    'zh-CN': '身份证有效期通常为 5 年、10 年、20 年或长期，请对照证件核对。',
  },
} as const satisfies Record<string, Meaning>;

export type DocumentCode = keyof typeof documentFindings;

/** One thing that is wrong with a text. */
export interface Finding {
  readonly code: DocumentCode;
  readonly severity: Severity;
  /** The characters concerned, in UTF-16 code units from 0: `start` is the first, `end` is the one after the last. */
  readonly start: number;
  readonly end: number;
}

export const finding = (code: DocumentCode, start: number, end: number): Finding => ({
  code,
  severity: documentFindings[code].severity,
  start,
  end,
});
