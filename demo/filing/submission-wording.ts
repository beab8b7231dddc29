/** Texts of the steps at the bureau, and of the panels “who has learnt what” and “webhooks”. */
import type { EventType } from '#protocol/delivery/event.ts';
import type { Locale } from '#protocol/locale.ts';
import type { BureauScene } from './bureau.ts';
import type { Learnt, Party } from './learnt.ts';

export interface SubmissionWording {
  readonly submitLead: string;
  readonly goesWith: string;
  readonly scene: string;
  readonly scenes: Readonly<Record<BureauScene, string>>;
  readonly submit: string;
  readonly submitting: string;
  readonly trouble: string;
  readonly waits: string;
  readonly stopped: string;
  readonly resume: string;
  readonly round: (n: number) => string;
  readonly file: string;
  readonly takenAt: string;

  readonly smsLead: string;
  readonly smsUntil: (time: string) => string;
  readonly phone: (name: string, mobile: string) => string;
  readonly message: (code: string) => string;
  readonly answer: string;
  readonly answered: string;
  readonly noMessage: string;
  readonly official: string;

  readonly accepted: string;
  readonly organiserNumber: string;
  readonly numbersLater: string;
  readonly returned: string;
  readonly opinion: string;
  readonly correctLead: string;
  readonly correctAgain: string;

  readonly learnt: string;
  readonly learntLead: string;
  readonly parties: Readonly<Record<Party, string>>;
  readonly facts: Readonly<Record<Learnt, string>>;
  readonly nothingYet: string;

  readonly inbox: string;
  readonly inboxLead: string;
  readonly verifiedBy: string;
  readonly notVerified: string;
  readonly events: Readonly<Record<EventType, string>>;
}

const zhCN: SubmissionWording = {
  submitLead: '备案记录、核验单和证件图片按部里的接口（V3.0）打包加密，报送省通信管理局。报送后不能再修改或撤回。',
  goesWith: '一并报送',
  scene: '管局（沙盒）这次怎么答复',
  scenes: {
    accepted: '审核通过',
    'record:1002': '审核员退回',
    'record:1011': '校验退回：手机号码无效',
    'record:1005': '校验退回：域名冲突',
    'upload:901': '系统维护一次，稍后自动重发',
    'upload:lost': '已收下，但没有应答',
    'upload:5': '账号密码错误，停止报送',
  },
  submit: '报送管局',
  submitting: '正在报送…',
  trouble: '暂未报送成功：',
  waits: '系统会自动重试，无须操作。',
  stopped: '账号已停止报送，待管理员处理后继续。',
  resume: '问题已解决，继续报送',
  round: (n) => `第 ${n} 次报送`,
  file: '文件序号',
  takenAt: '管局接收时间',

  smsLead: '工信部向负责人的手机发送六位验证码，本人须在 24 小时内到部里的页面核验。下面是沙盒里的手机。',
  smsUntil: (time) => `有效至 ${time}`,
  phone: (name, mobile) => `${name}的手机 ${mobile}`,
  message: (code) => `【沙盒】您的备案验证码为 ${code}，请勿告诉他人。`,
  answer: '代本人完成短信核验',
  answered: '已核验',
  noMessage: '短信还没有到。',
  official: '短信核验完成，管局正在审核…',

  accepted: '备案通过',
  organiserNumber: '主体备案号',
  numbersLater: '备案号随后下发。',
  returned: '管局退回',
  opinion: '审核意见',
  correctLead: '改正后保存，案件进入下一轮：没有变动的核验、比对和材料继续有效，审核和核验单重新办理。',
  correctAgain: '保存改正，重新办理',

  learnt: '谁知道了什么',
  learntLead: '按时间线整理',
  parties: { filer: '备案人', provider: '服务商', verifier: '备核', authority: '权威库', bureau: '管局' },
  facts: {
    record: '备案记录',
    documents: '证件图片与文字',
    purposes: '谁处理、为何、交给谁',
    face: '活体核验的画面',
    portrait: '核验结果与人像',
    question: '姓名、号码、人像（单位：名称、代码、法定代表人）',
    answer: '比对结果',
    form: '核验单',
    filing: '备案记录、核验单、证件、人像',
    result: '审核结果',
    numbers: '备案号',
  },
  nothingYet: '尚无',

  inbox: '服务商收到的通知（webhook）',
  inboxLead: '只有编号和状态，不含结论和个人信息；用通用库 standardwebhooks 验签。',
  verifiedBy: '验签通过',
  notVerified: '验签未通过',
  events: {
    'case.state-changed': '案件状态变化',
    'case.sms-reminder': '提醒短信核验',
    'case.submission-trouble': '报送遇到问题',
    'case.result-received': '收到管局结果',
    'account.stopped': '管局账号停止报送',
    'account.resumed': '管局账号恢复报送',
  },
};

const en: SubmissionWording = {
  submitLead:
    'Record, forms and pictures of the documents are packed and encrypted by the ministry’s interface (V3.0) and sent to the province’s bureau. Afterwards nothing can be changed or withdrawn.',
  goesWith: 'Sent along',
  scene: 'What the sandbox bureau does this time',
  scenes: {
    accepted: 'Accepts',
    'record:1002': 'An official returns it',
    'record:1011': 'Returned by its check: mobile number invalid',
    'record:1005': 'Returned by its check: domain conflict',
    'upload:901': 'Maintenance once; sent again by itself',
    'upload:lost': 'Takes it and does not answer',
    'upload:5': 'Wrong password: the account stops',
  },
  submit: 'Submit to the bureau',
  submitting: 'Submitting…',
  trouble: 'Not taken yet: ',
  waits: 'It is sent again by itself.',
  stopped: 'The account has stopped, until an administrator has mended it.',
  resume: 'It is mended: go on',
  round: (n) => `Round ${n}`,
  file: 'File number',
  takenAt: 'Taken at',

  smsLead:
    'The ministry sends a code of six digits to the persons in charge, who enter it on the ministry’s page within 24 hours. Below are the sandbox’s phones.',
  smsUntil: (time) => `valid until ${time}`,
  phone: (name, mobile) => `Phone of ${name}, ${mobile}`,
  message: (code) => `[Sandbox] Your filing code is ${code}. Tell it to nobody.`,
  answer: 'Enter the code in the person’s place',
  answered: 'Answered',
  noMessage: 'No message has come yet.',
  official: 'The messages are answered. The bureau looks at the filing…',

  accepted: 'Accepted',
  organiserNumber: 'Filing number of the organiser',
  numbersLater: 'The filing numbers follow.',
  returned: 'Returned by the bureau',
  opinion: 'The official’s words',
  correctLead:
    'Correct and save: the case goes into its next round. Live check, comparison and documents count on where nothing of them has changed; review and forms are made anew.',
  correctAgain: 'Save the correction, next round',

  learnt: 'Who has learnt what',
  learntLead: 'By the timeline',
  parties: { filer: 'Filer', provider: 'Provider', verifier: 'Beihe', authority: 'Authority', bureau: 'Bureau' },
  facts: {
    record: 'the record',
    documents: 'pictures and fields of the documents',
    purposes: 'who processes what, why, and for whom',
    face: 'the pictures of the live check',
    portrait: 'verdict and portrait',
    question: 'name, number and portrait (of a unit: name, code, legal representative)',
    answer: 'the answers of the authority',
    form: 'the verification forms',
    filing: 'record, forms, documents and portrait',
    result: 'the result',
    numbers: 'the filing numbers',
  },
  nothingYet: 'nothing yet',

  inbox: 'What the provider is told (webhooks)',
  inboxLead: 'Ids and states alone, no verdict and nothing personal; verified by the library standardwebhooks.',
  verifiedBy: 'signature verified',
  notVerified: 'signature refused',
  events: {
    'case.state-changed': 'State of the case changed',
    'case.sms-reminder': 'Reminder of the short message',
    'case.submission-trouble': 'Trouble with the submission',
    'case.result-received': 'Result of the bureau received',
    'account.stopped': 'Bureau account stopped',
    'account.resumed': 'Bureau account goes on',
  },
};

export const submissionWordings: Readonly<Record<Locale, SubmissionWording>> = { 'zh-CN': zhCN, en };
