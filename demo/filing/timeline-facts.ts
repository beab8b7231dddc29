/** The facts of an entry of a case's timeline in words: what each is and, where its value is one of our codes, what that means. */
import type { TimelineEntry } from '#protocol/case/case.ts';
import type { Locale } from '#protocol/locale.ts';
import { ownValue } from '#protocol/own.ts';
import { caseWords } from './case-words.ts';
import { wordings } from './wording.ts';

/** One fact of an entry, ready to be shown. */
export interface ShownFact {
  /** In the page's language; if there is no word for it, the name that the interface uses. */
  readonly name: string;
  readonly value: string;
  /** Whether the value is shown as it is, because it is an id, a digest, a number or an unknown code. */
  readonly isCode: boolean;
}

type Words = Readonly<Partial<Record<string, string>>>;

const names: Readonly<Record<Locale, Words>> = {
  'zh-CN': {
    account: '账号',
    accepted: '管局通过',
    authority: '权威库',
    cause: '原因',
    causes: '原因',
    channel: '核验方式',
    code: '返回码',
    codes: '返回码',
    decision: '结论',
    digest: '图片摘要',
    file: '文件摘要',
    forms: '核验单',
    kind: '种类',
    outcome: '结果',
    place: '序号',
    question: '询问',
    reason: '理由',
    recordDigest: '记录摘要',
    remedy: '处理',
    reminder: '第几次',
    result: '结果摘要',
    round: '轮次',
    sequence: '数据序列号',
    services: '服务数',
    session: '会话',
    subject: '负责人',
  },
  en: {
    account: 'account',
    accepted: 'accepted',
    authority: 'authority',
    cause: 'cause',
    causes: 'causes',
    channel: 'channel',
    code: 'return code',
    codes: 'return codes',
    decision: 'decision',
    digest: 'picture digest',
    file: 'file digest',
    forms: 'forms',
    kind: 'kind',
    outcome: 'outcome',
    place: 'place',
    question: 'question',
    reason: 'reason',
    recordDigest: 'record digest',
    remedy: 'remedy',
    reminder: 'reminder',
    result: 'result digest',
    round: 'round',
    sequence: 'data sequence',
    services: 'services',
    session: 'session',
    subject: 'person',
  },
};

const values: Readonly<Record<Locale, Words>> = {
  'zh-CN': {
    true: '是',
    false: '否',
    person: '个人身份',
    unit: '单位',
    'handed-over': '已报送',
    none: '无需处理',
    wait: '等待后重试',
    operate: '由运维处理',
    correct: '更正后重报',
  },
  en: {
    true: 'yes',
    false: 'no',
    person: 'a person',
    unit: 'a unit',
    'handed-over': 'handed over',
    none: 'nothing to do',
    wait: 'tried again later',
    operate: 'for the operator',
    correct: 'correct and hand over again',
  },
};

/** @returns each fact of the entry, in its order */
export function shownFacts({ facts = {} }: TimelineEntry, locale: Locale): ShownFact[] {
  const { documents, outcomes, reasons, returns } = caseWords[locale];
  const { channels, decisions, comma } = wordings[locale];
  const tables: readonly Words[] = [values[locale], documents, outcomes, reasons, returns, channels, decisions];
  const meaning = (code: string) => tables.map((table) => ownValue(table, code)).find((word) => word !== undefined);
  return Object.entries(facts).map(([name, value]) => {
    // Causes are several codes in one fact.
    const meanings = value.split(' ').map(meaning);
    const isCode = meanings.includes(undefined);
    return { name: ownValue(names[locale], name) ?? name, value: isCode ? value : meanings.join(comma), isCode };
  });
}
