/** The words of the assessment report. */
import type { Locale } from '#protocol/locale.ts';
import type { Judge } from '../count/trial-set.ts';
import type { Outcome, Trial } from '../count/trial.ts';

export interface ReportWords {
  readonly title: string;
  readonly made: string;
  readonly seed: string;
  readonly material: string;
  readonly policy: string;
  readonly judge: (judge: Judge) => string;
  readonly ways: Readonly<Record<Trial['way'], string>>;
  readonly person: string;
  readonly outcomes: Readonly<Record<Outcome, string>>;
  readonly species: string;
  readonly trials: string;
  readonly collisions: string;
  readonly error: string;
  readonly errorOf: Readonly<Record<Trial['label'], string>>;
  readonly plot: string;
  readonly plotAlt: (rows: number) => string;
  readonly bar: (share: string, needed: readonly (readonly [confidence: number, trials: number])[]) => string;
  readonly barShort: string;
  readonly limits: string;
  readonly limitsLead: string;
  readonly worst: string;
  readonly groups: string;
  readonly everybody: string;
  readonly failures: string;
  readonly noFailures: string;
  readonly unappraised: string;
  readonly unappraisedLead: string;
  readonly noTrials: string;
  readonly player: string;
  readonly asked: string;
  readonly done: string;
  readonly missed: string;
  readonly alsoDone: string;
  readonly failedChecks: string;
  readonly failedRisks: string;
  readonly late: (lateMs: number) => string;
  readonly code: string;
  readonly picture: (index: number) => string;
  readonly more: (trials: number) => string;
  readonly bounds: string;
}

const zhCN: ReportWords = {
  title: '备核 · 呈现攻击检测测评报告',
  made: '生成时间',
  seed: '种子',
  material: '测评材料',
  policy: '判定策略与代码',
  judge: ({ policy, code }) => `${policy.name} 第 ${policy.version} 版，代码 ${code}`,
  ways: {
    live: '端到端：浏览器组件 + 服务端',
    offline: '离线：模型 + 服务端判定，不经浏览器',
    simulated: '仿真：仅服务端判定，没有画面',
  },
  person: '真人',
  outcomes: {
    'bona-fide': '通过',
    attack: '判为攻击',
    undetermined: '无法判定',
    'too-slow': '机器过慢',
    unfinished: '未完成',
  },
  species: '种类',
  trials: '次数',
  collisions: '恰好答对',
  error: '错误率的 95 % 区间',
  errorOf: { 'bona-fide': '真人未通过', attack: '攻击被接受（APCER）' },
  plot: '错误率的 95 % 精确区间',
  plotAlt: (rows) => `${rows} 行错误率区间图，数据与上表相同`,
  bar: (share, needed) =>
    `监管要求：身份核验正确率不低于 ${share}。要以试验证明，需要连续无错 ${needed
      .map(([confidence, trials]) => `${trials.toLocaleString('en')} 次（置信度 ${confidence} %）`)
      .join('、')}。`,
  barShort: '监管线',
  limits: '能力边界',
  limitsLead: '以下种类仅靠动作核验不能可靠拦截，如实列出，不计入上面的结论。',
  worst: '出错最多的人（至多十人）',
  groups: '真人按分组统计',
  everybody: '真人逐人统计',
  failures: '出错的试验',
  noFailures: '没有出错的试验。',
  unappraised: '未作判定的试验',
  unappraisedLead: '没有呈现，或者没有答完题目：服务端没有作出判定，不计入错误率，全部列出如下。',
  noTrials: '还没有试验。',
  player: '呈现者',
  asked: '题目',
  done: '已做',
  missed: '未做',
  alsoDone: '还做了',
  failedChecks: '未通过的检查',
  failedRisks: '提示风险、转人工复核的检查',
  late: (lateMs) => `晚答 ${lateMs} 毫秒`,
  code: '组件代码',
  picture: (index) => `第 ${index} 帧`,
  more: (trials) => `另有 ${trials} 次未列出，见 JSON。`,
  bounds:
    '区间为 Clopper–Pearson 双侧 95 %，分母为服务端作出结论的试验（通过、判为攻击、无法判定）；未呈现或未答完、没有结论的试验单独列出，不剔除。',
};

const en: ReportWords = {
  title: 'Beihe · Presentation attack detection report',
  made: 'Created',
  seed: 'Seed',
  material: 'Material',
  policy: 'Policy and code',
  judge: ({ policy, code }) => `${policy.name} version ${policy.version}, code ${code}`,
  ways: {
    live: 'End to end: widget in a browser, verifier in the worker',
    offline: 'Offline: models and appraisal, without a browser',
    simulated: 'Simulated: the appraisal alone, without pictures',
  },
  person: 'people',
  outcomes: {
    'bona-fide': 'accepted',
    attack: 'attack',
    undetermined: 'undetermined',
    'too-slow': 'machine too slow',
    unfinished: 'unfinished',
  },
  species: 'Species',
  trials: 'Trials',
  collisions: 'right by chance',
  error: 'Error rate, 95 % bounds',
  errorOf: { 'bona-fide': 'people not accepted', attack: 'attacks accepted (APCER)' },
  plot: 'Error rates with exact 95 % bounds',
  plotAlt: (rows) => `${rows} rows of error rate intervals, with the numbers of the table above`,
  bar: (share, needed) =>
    `The regulator’s bar: at least ${share} of identities verified correctly. Trials show this after ${needed
      .map(
        ([confidence, trials]) =>
          `${trials.toLocaleString('en')} in a row without an error (${confidence} % confidence)`,
      )
      .join(', or ')}.`,
  barShort: 'bar',
  limits: 'Limits',
  limitsLead:
    'Actions alone do not reliably stop these species. Their rates are shown here and are not part of the table above.',
  worst: 'People with the most wrong trials (ten at most)',
  groups: 'People by group',
  everybody: 'Every person',
  failures: 'Trials that went wrong',
  noFailures: 'No trial went wrong.',
  unappraised: 'Not appraised',
  unappraisedLead:
    'Nothing was presented, or no challenge was answered. These trials have no verdict, so no error rate includes them. All are listed.',
  noTrials: 'No trials yet.',
  player: 'Presented by',
  asked: 'Asked',
  done: 'done',
  missed: 'not done',
  alsoDone: 'also done',
  failedChecks: 'Checks not passed',
  failedRisks: 'Risks, sent to review',
  late: (lateMs) => `answered ${lateMs} ms late`,
  code: 'Failure code',
  picture: (index) => `frame ${index}`,
  more: (trials) => `${trials} more are in the JSON.`,
  bounds:
    'The bounds are two-sided 95 % Clopper–Pearson bounds over the appraised trials. All other trials are listed.',
};

export const reportWords: Readonly<Record<Locale, ReportWords>> = { 'zh-CN': zhCN, en };
