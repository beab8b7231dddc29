/** 《网站备案信息真实性核验单》: the ministry's blank forms for units and individuals, Guangdong's words, and the form for apps. */
import type { FormContent } from '#protocol/filing/form/form.ts';
import type { Choice, Label, Paragraph, Row, Rule, Template } from './template.ts';

/** Sizes of the blank form. */
const [large, middle, small] = [10.5, 9, 7.5];
/** Where 是 and 否 stand. */
const answerColumns = [477.3, 508.8] as const;

export interface Variant {
  readonly kind: FormContent['template']['kind'];
  readonly variant: FormContent['template']['variant'];
  readonly organiser: 'unit' | 'individual';
}

const yesNo = (item: string, [yes, no]: readonly [number, number] = answerColumns): Choice[] => [
  { x: yes, name: `${item}:yes`, text: '是', size: middle },
  { x: no, name: `${item}:no`, text: '否', size: middle },
];

const choices = (item: string, size: number, list: readonly (readonly [x: number, name: string, text: string])[]) =>
  list.map(([x, name, text]): Choice => ({ x, name: `${item}:${name}`, text, size }));

const heading = (top: number, bottom: number, text: string, rule: Rule = 'single'): Row => ({
  top,
  bottom,
  rule,
  labels: [{ x: 58.8, text, size: large }],
});

const bar = (top: number, bottom: number, text: string, note: string): Row => ({
  top,
  bottom,
  rule: 'double',
  bar: true,
  labels: [
    { x: 63.95, text, size: large },
    { x: 168, text: note, size: middle },
  ],
});

/** A question with its answers. */
const question = (
  top: number,
  bottom: number,
  item: string,
  text: string,
  { note, rule = 'single' }: { readonly note?: string; readonly rule?: Rule } = {},
): Row => ({
  top,
  bottom,
  rule,
  labels: [{ x: 72.3, text, size: middle, end: 472, ...(note === undefined ? {} : { note }) }],
  choices: yesNo(item),
});

/** The ministry has published a form for websites alone. */
export const unofficial = 'APP 核验单式样非主管部门发布';

/** 网站, or APP on the form for apps. */
const serviceWord = { website: '网站', app: 'APP' } as const;

export function verificationForm({ kind, variant, organiser }: Variant): Template {
  const w = serviceWord[kind];
  const isUnit = organiser === 'unit';
  const name = `《${w}备案信息真实性核验单》`;
  return {
    title: { text: `${w}备案信息真实性核验单`, x: 126.55, pitch: 29.24, baseline: 39 },
    frame: { left: 52.08, right: 541.92, top: 46.8, bottom: isUnit ? 779 : 752.6 },
    breaks: [104.6, 501.8],
    rows: rowsOf(w),
    paragraphs: [
      {
        baseline: 534.5,
        text: `本单位（接入服务单位）已仔细阅读“${name}填写说明”，对说明内容已全部知晓并充分了解，愿意遵守全部内容。承诺已对${name}“${w}备案信息核验内容”中包含的${w}主办者提交主体信息、联系方式、${w}信息，本单位报备的接入信息进行逐项核验；承诺以上核验记录真实有效。`,
      },
      ...organiserUndertaking(w, variant, isUnit),
    ],
    texts: [
      { x: 284, baseline: 612.5, text: '单位盖章（接入服务单位）：' },
      ...(isUnit ? [{ x: 284.55, baseline: 739.9, text: '(单位盖章)' }] : []),
    ],
    provider: { x: 420, top: 592, width: 114, height: 34 },
    signatures: [
      { role: 'checker', baseline: 612.5, x: 84.5, label: '核验人签字：' },
      isUnit
        ? { role: 'person-in-charge', baseline: 739.9, x: 79.8, label: `${w}负责人签字：` }
        : { role: 'person-in-charge', baseline: 724, x: 85, label: `${w}负责人签字：` },
    ],
    dates: [
      { name: 'checker-date', baseline: 628.3, label: [85.05, 127.05], marks: [184.8, 216.3, 247.8] },
      isUnit
        ? { name: 'person-date', baseline: 763.7, label: [79.8, 121.8], marks: [179.55, 211.05, 242.55] }
        : { name: 'person-date', baseline: 747.5, label: [85.05, 127.05], marks: [184.8, 216.3, 247.8] },
    ],
    ...(kind === 'app' ? { note: unofficial } : {}),
    dashes: { y: 640, from: 58.8, to: 521 },
  };
}

/** Guangdong adds the blacklist for units, and individuals write the paragraph by hand. */
function organiserUndertaking(w: string, variant: Variant['variant'], isUnit: boolean): Paragraph[] {
  if (variant === 'guangdong' && !isUnit) return [];
  const blacklist = variant === 'guangdong' ? '（列黑名单）' : '';
  return [
    {
      baseline: 660.5,
      text: `本人（本单位）已履行${w}备案信息当面核验手续，承认以上填写信息和核验记录真实有效，承诺上述备案信息一旦发生变更，将及时进行更新，并愿意承担因${w}备案信息不准确或更新不及时而采取的停止${w}接入服务、注销备案${blacklist}等相应处理措施。`,
    },
  ];
}

const label = (x: number, text: string, size = large, end?: number): Label => ({
  x,
  text,
  size,
  ...(end === undefined ? {} : { end }),
});

const rowsOf = (w: string): Row[] => [
  bar(49.7, 65.8, `${w}主办者基本信息：`, `（${w}主办者填写）`),
  {
    top: 67.2,
    bottom: 85,
    rule: 'single',
    labels: [label(64.65, `${w}主办者名称`, large, 146), label(389.2, `${w}类型`)],
    columns: [149.3, 374.4, 446.2],
    slots: [{ name: 'organiser-name', x: 153, width: 219, size: large }],
    choices: choices('organiser-kind', middle, [
      [459.65, 'unit', '单位'],
      [500.15, 'individual', '个人'],
    ]),
  },
  {
    top: 85.4,
    bottom: 103.9,
    rule: 'none',
    labels: [label(64.05, `${w}域名`)],
    columns: [149.3],
    slots: [{ name: 'domains', x: 153, width: 384, size: middle }],
  },
  bar(107, 123.1, `${w}备案信息核验内容：`, '（接入服务单位填写）'),
  heading(124.6, 142.1, '一、主体信息核验内容：'),
  {
    top: 142.6,
    bottom: 161,
    rule: 'single',
    labels: [
      {
        x: 72.3,
        text: `核验${w}主办者、${w}负责人证件资质`,
        size: middle,
        note: `（${w}类型为“个人”时只需核验个人证件资质，请在核验的对应证件下打“√”）`,
        end: 535,
      },
    ],
  },
  {
    top: 161.5,
    bottom: 178.8,
    rule: 'dotted',
    labels: [label(81.3, '单位证件资质：', small)],
    choices: choices('unit-document', small, [
      [137.55, 'organisation-code', '组织机构代码证书'],
      [220.05, 'business-licence', '工商营业执照'],
      [287.55, 'institution', '事业法人证书'],
      [355.05, 'association', '社团法人证书'],
      [422.55, 'army', '军队代号'],
      [475.05, 'other', '其他'],
    ]),
  },
  {
    top: 179.3,
    bottom: 196.3,
    rule: 'single',
    labels: [label(81.3, '个人证件资质：', small)],
    choices: choices('personal-document', small, [
      [137.55, 'resident-id', '身份证'],
      [220.05, 'household', '户口簿'],
      [287.55, 'officer', '军官证'],
      [355.05, 'travel-permit', '港澳台胞证'],
      [422.55, 'passport', '护照'],
      [475.05, 'other', '其他'],
    ]),
  },
  question(196.8, 215.3, 'document-numbers', `${w}主办者、${w}负责人证件号码报备信息是否正确`),
  question(215.8, 234.5, 'document-copies', `是否留存${w}主办者、${w}负责人证件复印件`),
  {
    ...question(235, 253.4, 'portrait', `是否当面采集并留存${w}负责人照片`, { rule: 'double' }),
    slots: [{ name: 'portrait-remark', x: 222, width: 240, size: small }],
  },
  heading(254.9, 272.4, '二、联系方式核验内容：'),
  question(272.9, 291.6, 'mobile', `${w}负责人手机号码报备信息是否正确`),
  question(292.1, 310.6, 'office-phone', `${w}负责人座机号码报备信息是否正确`, { note: `（${w}类型为“个人”时选填）` }),
  question(311, 329.8, 'email', `${w}负责人电子邮箱报备信息是否正确`),
  question(330.2, 348.7, 'postal-address', `${w}负责人通信地址报备信息是否正确`, { rule: 'double' }),
  heading(350.2, 367.7, `三、${w}信息核验内容：`),
  {
    top: 368.2,
    bottom: 386.9,
    rule: 'single',
    labels: [label(72.3, `${w}名称报备信息是否规范`, middle), label(312.55, '域名报备信息是否正确', middle)],
    columns: [293.5],
    choices: [...yesNo('service-name', [229.8, 261.3]), ...yesNo('domains', [476.8, 508.3])],
  },
  question(387.4, 405.8, 'contents', `${w}服务内容/项目报备信息是否正确`),
  question(406.3, 424.8, 'approvals', '是否有前置审批或专项审批文件', {
    note: '（如有前置审批或专项审批文件，请在核验文件内容的对应类别下打“√”）',
  }),
  {
    top: 425.3,
    bottom: 444,
    rule: 'double',
    labels: [],
    choices: choices('approval', small, [
      [81.3, 'news', '新闻'],
      [118.8, 'publishing', '出版'],
      [156.3, 'education', '教育'],
      [193.8, 'health', '医疗保健'],
      [246.3, 'medicine', '药品和医疗器械'],
      [321.3, 'culture', '文化'],
      [358.8, 'broadcasting', '广播电视节目'],
      [426.3, 'bulletin', '电子公告服务'],
      [493.8, 'other', '其他'],
    ]),
  },
  heading(445.4, 463, '四、接入信息报备内容：'),
  {
    ...question(463.4, 482.2, 'access', '本单位是否正确报备接入信息', {
      note: `（包括“接入服务提供者名称”、“接入方式”、“服务器放置地点”、“${w} IP 地址”）`,
    }),
    choices: yesNo('access', [478.05, 509.55]),
  },
  {
    ...heading(482.6, 501.1, `五、是否留存${w}备案信息书面文档`, 'none'),
    choices: yesNo('written-record', [478.05, 509.55]),
  },
  bar(504, 520.1, `${w}备案信息核验承诺：`, `（接入服务单位、${w}主办者签署）`),
];

/** Which box of 单位证件资质 a document's type belongs to (证件类型代码表). */
const unitDocuments: Readonly<Record<number, string>> = {
  1: 'business-licence',
  3: 'organisation-code',
  4: 'institution',
  5: 'army',
  6: 'association',
  9: 'organisation-code',
  10: 'organisation-code',
  12: 'organisation-code',
  16: 'organisation-code',
  18: 'organisation-code',
  20: 'organisation-code',
};

/** Which box of 个人证件资质. */
const personalDocuments: Readonly<Record<number, string>> = {
  2: 'resident-id',
  7: 'passport',
  11: 'travel-permit',
  14: 'travel-permit',
};

/** Which box of the approvals (前置或专项审批内容类型代码表). */
const approvals: Readonly<Record<number, string>> = {
  1: 'news',
  2: 'publishing',
  3: 'education',
  4: 'health',
  5: 'medicine',
  6: 'bulletin',
  9: 'culture',
  10: 'broadcasting',
};

export const unitDocumentBox = (typeId: number): string => unitDocuments[typeId] ?? 'other';
export const personalDocumentBox = (typeId: number): string => personalDocuments[typeId] ?? 'other';
export const approvalBox = (typeId: number): string => approvals[typeId] ?? 'other';
