import type { Locale } from '#protocol/locale.ts';

export interface Wording {
  readonly pageTitle: string;
  readonly title: string;
  readonly lead: string;
  readonly sandbox: string;
  /** The page of the filing record. */
  readonly fill: string;
  readonly otherLanguage: string;
  readonly record: string;
  readonly service: string;
  readonly answered: string;
  readonly make: string;
  readonly making: string;
  readonly notJson: string;
  /** The server did not take the request. */
  readonly refused: string;
  /** Other forms are being drawn. */
  readonly busy: string;
  readonly unreachable: string;
  readonly waiting: string;
  readonly stopped: string;
  readonly page: (n: number) => string;
}

const zhCN: Wording = {
  pageTitle: '真实性核验单样张（备核演示）',
  title: '真实性核验单样张',
  lead: '粘贴一条备案记录（JSON），生成《真实性核验单》及附页。核验依据为虚构，因此每页都有“样张”字样，没有编号和签名。',
  sandbox: '沙盒：数据均为虚构',
  fill: '备案记录',
  otherLanguage: 'English',
  record: '备案记录（JSON）',
  service: '第几个服务',
  answered: '已作答的核验项（取消勾选可查看未作答时的提示）',
  make: '生成样张',
  making: '正在生成…',
  notJson: '备案记录不是合法的 JSON。',
  refused: '服务没有接受这份内容。备案记录须为一个 JSON 对象，其中 provinceId 须为数字。',
  busy: '正在为其他请求生成核验单，请稍后再试。',
  unreachable: '服务没有响应，请确认本机服务已启动。',
  waiting: '生成后在这里显示各页图片，可下载 PDF、JSON。',
  stopped: '不能出具核验单：',
  page: (n) => `第 ${n} 页`,
};

const en: Wording = {
  pageTitle: 'Specimen of the verification form (Beihe demo)',
  title: 'Specimen of the verification form',
  lead: 'Paste a filing record and make its verification form (核验单) with the annex. The evidence is invented, so 样张 (specimen) stands across each page, and there is no number and no signature.',
  sandbox: 'Sandbox: all data fictitious',
  fill: 'Filing record',
  otherLanguage: '中文',
  record: 'Filing record (JSON)',
  service: 'Which service',
  answered: 'Answered items (untick one to see what an open item does)',
  make: 'Make the specimen',
  making: 'Working…',
  notJson: 'The record is not JSON.',
  refused: 'The server did not accept this. A record is one JSON object, whose provinceId is a number.',
  busy: 'Other forms are being drawn. Try again in a moment.',
  unreachable: 'No answer. Is the local server running?',
  waiting: 'The pages appear here, with the PDF and the JSON to download.',
  stopped: 'No form is released:',
  page: (n) => `Page ${n}`,
};

export const wordings: Readonly<Record<Locale, Wording>> = { 'zh-CN': zhCN, en };
