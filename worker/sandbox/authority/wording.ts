import type { Outcome } from '#protocol/case/comparison.ts';
import type { Locale } from '#protocol/locale.ts';
import type { Trouble } from './test-number.ts';

/** The words of the part of the page that shows what the simulated databases received. */
export interface PageWording {
  readonly title: string;
  readonly about: string;
  readonly received: string;
  readonly nothing: string;
  readonly latest: string;
  readonly time: string;
  readonly asked: string;
  readonly fields: string;
  readonly portrait: string;
  readonly answered: string;
  readonly numbers: string;
  readonly aboutNumbers: string;
  readonly persons: string;
  readonly units: string;
  readonly number: string;
  readonly plays: string;
  readonly code: string;
  readonly outcomes: Readonly<Record<Outcome, string>>;
  readonly troubles: Readonly<Record<Trouble, string>>;
}

export const pageWording: Readonly<Record<Locale, PageWording>> = {
  'zh-CN': {
    title: '模拟权威数据源',
    about: '模拟数据源收到的比对请求。',
    received: '收到的请求',
    nothing: '还没有收到请求。在演示页提交一份备案后再刷新本页。',
    latest: '最新的在最前，最多 30 条。',
    time: '时间',
    asked: '接口',
    fields: '字段',
    portrait: '人像',
    answered: '返回',
    numbers: '测试号码',
    aboutNumbers: '下列号码校验位正确，但不属于任何人。填入它们即可得到相应结果；其他号码一律返回“一致”。',
    persons: '自然人：居民身份证号',
    units: '单位：统一社会信用代码',
    number: '号码',
    plays: '结果',
    code: '返回码',
    outcomes: {
      match: '一致',
      mismatch: '不一致',
      'not-found': '查无记录',
      'photo-unavailable': '库中无可用照片',
      'liveness-failed': '活体检测未通过',
      'quality-failed': '照片质量不合格',
      'rate-limited': '请求过于频繁',
      'source-down': '数据源不可用',
      'invalid-input': '参数有误',
      unauthorised: '未授权',
    },
    troubles: {
      silence: '不应答（超时）',
      'silence-first': '第一次不应答，重试后正常',
      cut: '应答途中断开连接',
      'cut-first': '第一次断开连接，重试后正常',
      busy: 'HTTP 429，7 秒后再试',
      html: 'HTTP 502，返回网页',
      'half-json': 'JSON 不完整',
      redirect: '重定向',
      'content-type': '内容类型错误',
      undocumented: '文档中没有的返回码',
    },
  },
  en: {
    title: 'Simulated authority databases',
    about: 'What the simulated databases were asked.',
    received: 'Received questions',
    nothing: 'Nothing yet. Submit a filing on the demo page, then reload this page.',
    latest: 'The latest first, at most 30.',
    time: 'Time',
    asked: 'Interface',
    fields: 'Fields',
    portrait: 'Portrait',
    answered: 'Answer',
    numbers: 'Test numbers',
    aboutNumbers:
      'These numbers have correct check characters and belong to nobody. Each gives the result beside it. Every other number matches.',
    persons: 'Persons: resident identity numbers',
    units: 'Units: unified social credit codes',
    number: 'Number',
    plays: 'Result',
    code: 'Code',
    outcomes: {
      match: 'match',
      mismatch: 'mismatch',
      'not-found': 'not found',
      'photo-unavailable': 'no photo to compare with',
      'liveness-failed': 'liveness check failed',
      'quality-failed': 'poor picture',
      'rate-limited': 'too many requests',
      'source-down': 'source down',
      'invalid-input': 'invalid input',
      unauthorised: 'unauthorised',
    },
    troubles: {
      silence: 'no answer (time-out)',
      'silence-first': 'no answer the first time, then an answer',
      cut: 'the connection breaks during the answer',
      'cut-first': 'the connection breaks the first time, then an answer',
      busy: 'HTTP 429, again after 7 s',
      html: 'HTTP 502 with a web page',
      'half-json': 'half a JSON document',
      redirect: 'a redirect',
      'content-type': 'a wrong content type',
      undocumented: 'a code that no document has',
    },
  },
};
