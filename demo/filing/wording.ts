/** The words of the page. Codes of the case have theirs in case-words.ts, findings bring their own sentences. */
import type { Channel } from '#protocol/case/case.ts';
import type { SubmitReview } from '#protocol/case/review.ts';
import type { ItemName } from '#protocol/filing/form/item.ts';
import type { Locale } from '#protocol/locale.ts';
import type { FilerReads } from './comparison.ts';
import type { FilerKind } from './example.ts';
import type { Obstacle } from './review.ts';
import type { StepName, StepState } from './steps.ts';
import type { PersonScene, UnitScene } from './scene.ts';

export interface Wording {
  readonly pageTitle: string;
  /** Stands between the entries of a list in a line. */
  readonly comma: string;
  /** Stands between a name and what it is. */
  readonly colon: string;
  readonly provider: string;
  readonly sandbox: string;
  readonly otherLanguage: string;
  readonly title: string;
  readonly lead: string;
  readonly steps: Readonly<Record<StepName, string>>;
  readonly stepStates: Readonly<Record<StepState, string>>;
  readonly working: string;
  readonly unreachable: string;
  readonly refused: string;
  readonly newCase: string;

  readonly filer: string;
  readonly filers: Readonly<Record<FilerKind, string>>;
  readonly summary: {
    readonly organiser: string;
    readonly document: string;
    readonly person: string;
    readonly service: string;
    readonly domains: string;
    readonly mobile: string;
  };
  readonly edit: string;
  readonly editLead: string;
  readonly save: string;
  readonly saveLead: string;
  readonly options: string;
  readonly channel: string;
  readonly channels: Readonly<Record<Exclude<Channel, 'ministry-qr'>, string>>;
  readonly personScene: string;
  readonly unitScene: string;
  readonly personScenes: Readonly<Record<PersonScene, string>>;
  readonly unitScenes: Readonly<Record<UnitScene, string>>;
  readonly sceneLead: string;
  readonly create: string;

  readonly documentsLead: string;
  readonly sendDocuments: string;
  readonly received: string;
  readonly specimenOf: (document: string, owner: string) => string;

  readonly verificationLead: string;
  readonly onSiteLead: string;
  readonly restartCheck: string;
  readonly startCheck: (name: string) => string;
  readonly verified: (name: string) => string;
  readonly notRequired: (name: string) => string;

  readonly comparisonLead: string;
  readonly ask: string;
  readonly asking: string;
  readonly why: string;
  readonly asked: string;
  readonly sent: string;
  readonly portrait: string;
  readonly consented: string;
  readonly authority: string;
  readonly answered: string;
  readonly providerReads: string;
  readonly filerReads: string;
  readonly filerSentences: Readonly<Record<FilerReads, string>>;
  readonly score: (score: number, threshold: number | undefined) => string;
  readonly wrong: string;
  readonly tries: (n: number) => string;
  readonly billed: Readonly<Record<'yes' | 'no' | 'possibly', string>>;
  readonly outdated: string;
  readonly stillAsking: string;
  readonly tryAnother: string;

  readonly reviewLead: string;
  readonly reviewer: string;
  readonly fourEyes: (given: number, needed: number) => string;
  readonly compareFaces: string;
  readonly showPictures: string;
  readonly portraitOf: (name: string) => string;
  readonly viewReason: string;
  readonly calls: string;
  readonly callTo: (name: string, mobile: string) => string;
  readonly reached: string;
  readonly notReached: string;
  readonly confirmed: string;
  readonly items: string;
  readonly answer: string;
  readonly evidence: string;
  readonly noEvidence: (kinds: string) => string;
  readonly refusesForm: string;
  readonly statement: string;
  readonly statements: Readonly<Partial<Record<ItemName, string>>>;
  readonly decision: string;
  readonly decisions: Readonly<Record<SubmitReview['decision'], string>>;
  readonly returnCauses: string;
  readonly signLead: string;
  readonly finish: string;
  readonly obstacles: Readonly<Record<Obstacle | 'no-cause', string>>;
  readonly making: string;

  readonly formLead: string;
  readonly page: (service: string, n: number) => string;
  readonly check: string;
  readonly number: string;
  readonly xml: string;

  readonly state: string;
  readonly caseId: string;
  readonly noCase: string;
  readonly keptUntil: string;
  readonly timeline: string;
  readonly by: Readonly<Record<'verifier' | 'filer', string>>;
  readonly elsewhere: string;
  readonly links: Readonly<Record<'sandbox' | 'check' | 'record' | 'form', string>>;
}

const zhCN: Wording = {
  comma: '、',
  colon: '：',
  pageTitle: '云帆网络 · ICP 备案（备核演示）',
  provider: '云帆网络',
  sandbox: '沙盒：示例服务商，数据均为虚构',
  otherLanguage: 'English',
  title: '网站备案演示',
  lead: '一家接入服务商的备案系统：从备案记录到备案号，约三分钟。内容已预先填好，人脸用您自己的摄像头。',
  steps: {
    record: '备案记录',
    documents: '证件材料',
    verification: '活体核验与签名',
    comparison: '权威库比对',
    review: '审核',
    form: '真实性核验单',
    submission: '报送管局',
    sms: '短信核验',
    result: '管局结果',
  },
  stepStates: { done: '已完成', now: '进行中', waiting: '未开始' },
  working: '正在处理…',
  unreachable: '服务没有响应，请确认本机服务已启动，然后重试。',
  refused: '没有受理：',
  newCase: '新建案件',

  filer: '谁来备案',
  filers: { individual: '个人', unit: '企业' },
  summary: {
    organiser: '主办者',
    document: '证件号码',
    person: '负责人',
    service: '服务',
    domains: '域名',
    mobile: '手机',
  },
  edit: '查看或修改备案记录',
  editLead: '边填边检查；有错误也可以提交，服务端会逐项指出。',
  save: '保存修改',
  saveLead: '修改后须重新比对和审核；改动了向本人展示过的内容，还须重新核验。',
  options: '更多选择：现场核验、沙盒权威库的答复',
  channel: '核验方式',
  channels: { self: '本人自助（本机摄像头）', 'on-site': '现场核验（工作人员拍照）' },
  personScene: '权威库对负责人的答复',
  unitScene: '权威库对单位的答复',
  personScenes: {
    match: '一致',
    'mismatch-name': '姓名与号码不一致',
    'mismatch-portrait': '人脸不一致',
    'not-found': '库中无此人',
    'photo-unavailable': '库中无照片',
    'liveness-failed': '照片被判为非活体',
    'quality-failed': '照片质量不合格',
    'rate-limited': '请求过多',
    'source-down': '权威库故障',
    'invalid-input': '请求内容被拒绝',
    unauthorised: '账号无权查询',
  },
  unitScenes: {
    match: '一致',
    'mismatch-name': '单位名称不一致',
    'mismatch-representative': '法定代表人不一致',
    'not-found': '库中无此单位',
  },
  sceneLead: '选择后会换成相应的测试证件号码，沙盒权威库按号码答复。',
  create: '建立备案案件',

  documentsLead: '图片由本页绘制，仅为样本。文字栏已按备案记录填好，改成不一致的内容可以看看会怎样。',
  sendDocuments: '提交全部材料',
  received: '已提交',
  specimenOf: (document, owner) => `${document}样本：${owner}`,

  verificationLead: '以下由备案人本人完成：阅读并同意、按提示做动作、签名确认备案记录。',
  onSiteLead: '现场核验：由工作人员当面核对并拍照，不使用本机摄像头。照片已随材料提交。',
  restartCheck: '重新发起核验',
  startCheck: (name) => `开始核验：${name}`,
  verified: (name) => `${name}已通过核验并签名`,
  notRequired: (name) => `${name}：该省不要求核验`,

  comparisonLead: '材料和核验齐全后，服务商提交案件，由权威库核对姓名、号码和人像；单位另核对名称、代码和法定代表人。',
  ask: '提交比对',
  asking: '正在询问权威库…',
  why: '案件未能进入审核：',
  asked: '询问内容',
  sent: '发送',
  portrait: '人像',
  consented: '本人授权时间',
  authority: '权威库',
  answered: '答复',
  providerReads: '服务商看到',
  filerReads: '备案人看到',
  filerSentences: {
    compared: '信息已核对，等待审核。',
    'not-confirmed': '信息未能确认，请核对后重试，或改为现场核验。',
    returned: '服务商需要您补充或核对材料。',
    waiting: '正在核对信息。',
    delayed: '核对时间较长，完成后会通知您。',
  },
  score: (score, threshold) => `相似度 ${score}${threshold === undefined ? '' : `（阈值 ${threshold}）`}`,
  wrong: '不一致的内容',
  tries: (n) => `第 ${n} 次询问`,
  billed: { yes: '已计费', no: '未计费', possibly: '可能已计费' },
  outdated: '已失效：之后记录、人像或证件有变动',
  stillAsking: '权威库暂未答复，稍后会自动重试，最长 24 小时。',
  tryAnother: '可修改备案记录后重新提交，或新建一个案件试试别的答复。',

  reviewLead: '审核员查看图片、电话回访、逐项确认并签名。每项的依据取自案件，没有依据的项不能出具核验单。',
  reviewer: '审核员',
  fourEyes: (given, needed) => `本案须由 ${needed} 名审核员分别通过，已有 ${given} 名。`,
  compareFaces: '人像与证件',
  showPictures: '查看图片（查看会记入时间线）',
  portraitOf: (name) => `${name}的人像`,
  viewReason: '审核',
  calls: '电话回访',
  callTo: (name, mobile) => `致电${name}（${mobile}）`,
  reached: '已接通',
  notReached: '未接通',
  confirmed: '本人确认',
  items: '核验项',
  answer: '结论',
  evidence: '依据',
  noEvidence: (kinds) => `缺少依据：${kinds}`,
  refusesForm: '此结论不能出具核验单',
  statement: '核查说明',
  statements: {
    portrait: '已当面核对本人与证件。',
    'service-name': '服务名称与服务内容相符，无违规字样。',
    domains: '域名已实名认证，注册者与主办者一致。',
    contents: '服务内容与所选类别相符。',
    approvals: '所选服务内容无须前置或专项审批。',
    access: '接入信息与本单位分配的资源一致。',
    'written-record': '电子材料已存档。',
  },
  decision: '审核结论',
  decisions: { approve: '通过', return: '退回修改', escalate: '转上级复核' },
  returnCauses: '退回原因（至少选一项）',
  signLead: '签名对象是备案记录、全部核验项和回访记录的摘要。密钥是公开的沙盒密钥。',
  finish: '提交审核',
  obstacles: {
    'no-call': '请先完成电话回访。',
    'items-open': '有核验项缺少依据，或结论不能出具核验单。',
    'no-cause': '请选择退回原因。',
  },
  making: '审核已通过，正在生成核验单…',

  formLead: '核验单已出具。数据、PDF 与图片经逐项核对一致才会放行。',
  page: (service, n) => `${service}：核验单第 ${n} 页`,
  check: '公开查验',
  number: '核验单编号',
  xml: '报送部里的记录（XML）',

  state: '案件状态',
  caseId: '案件编号',
  noCase: '尚未建立案件',
  keptUntil: '数据保留至',
  timeline: '时间线',
  by: { verifier: '备核', filer: '备案人' },
  elsewhere: '单项体验',
  links: {
    sandbox: '沙盒权威库收到了什么',
    check: '只做活体核验',
    record: '填写备案记录',
    form: '核验单样张',
  },
};

const en: Wording = {
  comma: ', ',
  colon: ': ',
  pageTitle: 'Yunfan Network · ICP filing (Beihe demo)',
  provider: 'Yunfan Network',
  sandbox: 'Sandbox: example provider, all data fictitious',
  otherLanguage: '中文',
  title: 'Demo of a filing',
  lead: 'An access provider’s filing system, from the record to the filing number, in about three minutes. Everything is filled in; the face is yours, by your own camera.',
  steps: {
    record: 'Filing record',
    documents: 'Documents',
    verification: 'Live check and signature',
    comparison: 'Comparison with the authority',
    review: 'Review',
    form: 'Verification form',
    submission: 'Submission to the bureau',
    sms: 'Short message',
    result: 'Result of the bureau',
  },
  stepStates: { done: 'done', now: 'now', waiting: 'not yet' },
  working: 'Working…',
  unreachable: 'No answer. Check that the local server is running, then try again.',
  refused: 'Not accepted: ',
  newCase: 'New case',

  filer: 'Who files',
  filers: { individual: 'An individual', unit: 'A company' },
  summary: {
    organiser: 'Organiser',
    document: 'Document number',
    person: 'Person in charge',
    service: 'Service',
    domains: 'Domains',
    mobile: 'Mobile',
  },
  edit: 'Look at the record, or change it',
  editLead: 'It is checked while you type. With faults it can be sent all the same: the server names each of them.',
  save: 'Save the change',
  saveLead:
    'A change needs comparison and review again; where it changes what the person was shown, the live check too.',
  options: 'More choices: on site, and what the sandbox authority answers',
  channel: 'Way of verifying',
  channels: { self: 'The person alone, by this device’s camera', 'on-site': 'On site, with a photo taken by staff' },
  personScene: 'What the authority answers about the person',
  unitScene: 'What the authority answers about the company',
  personScenes: {
    match: 'Match',
    'mismatch-name': 'Name and number disagree',
    'mismatch-portrait': 'Another face',
    'not-found': 'No such person',
    'photo-unavailable': 'No photo to compare with',
    'liveness-failed': 'Portrait taken for not live',
    'quality-failed': 'Portrait of poor quality',
    'rate-limited': 'Too many requests',
    'source-down': 'Database down',
    'invalid-input': 'Question refused as malformed',
    unauthorised: 'Account may not ask this',
  },
  unitScenes: {
    match: 'Match',
    'mismatch-name': 'Another name',
    'mismatch-representative': 'Another legal representative',
    'not-found': 'No such company',
  },
  sceneLead: 'Puts the test number of this answer into the record. The sandbox authority answers by the number.',
  create: 'Create the case',

  documentsLead:
    'The pictures are specimens, drawn by this page. The fields are filled in from the record; make one disagree to see what happens.',
  sendDocuments: 'Send all documents',
  received: 'received',
  specimenOf: (document, owner) => `Specimen: ${document}, ${owner}`,

  verificationLead: 'The filer does this: read and consent, follow the prompts, and sign the record.',
  onSiteLead:
    'On site, staff check the person and take a photo; this device’s camera is not used. The photo came with the documents.',
  restartCheck: 'Begin the check anew',
  startCheck: (name) => `Start the check of ${name}`,
  verified: (name) => `${name} is verified and has signed`,
  notRequired: (name) => `${name}: the province does not ask for a check`,

  comparisonLead:
    'When everything is there, the provider submits the case. The authority compares name, number and portrait, and of a company its name, code and legal representative.',
  ask: 'Submit for comparison',
  asking: 'Asking the authority…',
  why: 'The case is not passed on to review:',
  asked: 'Asked about',
  sent: 'Sent',
  portrait: 'portrait',
  consented: 'The person consented',
  authority: 'Authority',
  answered: 'Answer',
  providerReads: 'The provider reads',
  filerReads: 'The filer reads',
  filerSentences: {
    compared: 'Your data has been checked. It is being reviewed.',
    'not-confirmed': 'Your data could not be confirmed. Check it and try again, or verify on site.',
    returned: 'The provider needs something more from you.',
    waiting: 'Your data is being checked.',
    delayed: 'The check takes longer than usual. You will be told when it is finished.',
  },
  score: (score, threshold) => `similarity ${score}${threshold === undefined ? '' : ` (threshold ${threshold})`}`,
  wrong: 'Found wrong',
  tries: (n) => `asked ${n} ${n === 1 ? 'time' : 'times'}`,
  billed: { yes: 'billed', no: 'not billed', possibly: 'possibly billed' },
  outdated: 'No longer valid: record, portrait or document changed since',
  stillAsking: 'The authority has not answered. It is asked again later by itself, for at most 24 hours.',
  tryAnother: 'Change the record and submit again, or create another case to try another answer.',

  reviewLead:
    'The reviewer looks at the pictures, calls the person, confirms each item and signs. The evidence is taken from the case; an item without evidence allows no form.',
  reviewer: 'Reviewer',
  fourEyes: (given, needed) => `This case needs ${needed} reviewers; ${given} approved so far.`,
  compareFaces: 'Portrait and document',
  showPictures: 'Show the pictures (each view is put on the timeline)',
  portraitOf: (name) => `Portrait of ${name}`,
  viewReason: 'review',
  calls: 'Calls',
  callTo: (name, mobile) => `Call ${name} (${mobile})`,
  reached: 'Reached',
  notReached: 'Not reached',
  confirmed: 'The person confirmed',
  items: 'Items',
  answer: 'Answer',
  evidence: 'Evidence',
  noEvidence: (kinds) => `Evidence missing: ${kinds}`,
  refusesForm: 'This answer allows no form',
  statement: 'Statement',
  statements: {
    portrait: 'The person and the document were compared face to face.',
    'service-name': 'The name suits the content and has no forbidden words.',
    domains: 'The domains are registered, by the organiser, with a verified name.',
    contents: 'The content is of the chosen kinds.',
    approvals: 'The chosen content needs no prior approval.',
    access: 'The access data is that of our own resources.',
    'written-record': 'The electronic documents are archived.',
  },
  decision: 'Decision',
  decisions: { approve: 'Approve', return: 'Return', escalate: 'Escalate' },
  returnCauses: 'Why (at least one)',
  signLead:
    'What is signed is the digest of the record, all items and all calls. The key is a published key of the sandbox.',
  finish: 'Send the review',
  obstacles: {
    'no-call': 'Call the person first.',
    'items-open': 'An item lacks evidence, or its answer allows no form.',
    'no-cause': 'Choose why it is returned.',
  },
  making: 'Approved. The form is being made…',

  formLead: 'The form is released. Data, PDF and pictures were compared field by field before that.',
  page: (service, n) => `${service}: page ${n} of the form`,
  check: 'Public check',
  number: 'Form number',
  xml: 'Record for the ministry (XML)',

  state: 'State of the case',
  caseId: 'Case',
  noCase: 'No case yet',
  keptUntil: 'Data is kept until',
  timeline: 'Timeline',
  by: { verifier: 'Beihe', filer: 'filer' },
  elsewhere: 'Single parts',
  links: {
    sandbox: 'What the sandbox authority received',
    check: 'The live check alone',
    record: 'The filing record',
    form: 'A specimen of the form',
  },
};

export const wordings: Readonly<Record<Locale, Wording>> = { 'zh-CN': zhCN, en };
