/** The words of the assessment report. */
import type { Locale } from '#protocol/locale.ts';
import type { CheckBound } from '../count/margins.ts';
import type { Judge } from '../count/trial-set.ts';
import type { Outcome, Trial } from '../count/trial.ts';

export interface ReportWords {
  readonly margins: string;
  readonly marginsLead: string;
  readonly marginColumns: Readonly<
    Record<
      'measure' | 'bound' | 'means' | 'people' | 'worst' | 'onePercent' | 'fivePercent' | 'margin' | 'beyond',
      string
    >
  >;
  readonly sides: Readonly<Record<CheckBound['side'], string>>;
  readonly spreads: string;
  readonly spreadsLead: string;
  readonly spreadAlt: (measure: string, rows: number) => string;
  readonly spreadRow: (name: string, values: number, beyond: number) => string;
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
  margins: '各项检查的余量',
  marginsLead:
    '每项检查只按下列界限判定。“最差”是真人试验中离界限最近、或超出界限最多的值；“1 %”“5 %”是除最差的 1 %、5 % 以外的真人都没有超出的值。余量是最差值到界限的距离占界限的比例，负数表示有真人超出。只有真人拍摄不可能超出的界限才判为攻击，其余为无法判定。',
  marginColumns: {
    measure: '测量',
    bound: '界限',
    means: '超出时',
    people: '真人次数',
    worst: '最差',
    onePercent: '1 %',
    fivePercent: '5 %',
    margin: '余量',
    beyond: '真人超出',
  },
  sides: { 'at-least': '不低于', 'at-most': '不超过' },
  spreads: '真人与攻击的分布',
  spreadsLead:
    '细线从最小值到最大值，粗线是中间的 90 %，圆点是中位数；箭头表示超出图的范围。只画出至少有一次超出界限的攻击种类。',
  spreadAlt: (measure, rows) => `${measure}：${rows} 行分布图，竖线是界限；真人的数据见上表`,
  spreadRow: (name, values, beyond) => `${name}（${values} 次，${beyond} 次超出）`,
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
  margins: 'Margins of the checks',
  marginsLead:
    'A check decides by these bounds alone. “Worst” is the value of people that is nearest to the bound or furthest beyond it; “1 %” and “5 %” are the values that all but the worst 1 % and 5 % of people keep. The margin is the distance from the worst value to the bound as a share of the bound; a negative one means that people are beyond it. Only a bound that no honest capture exceeds means an attack; every other bound means undetermined.',
  marginColumns: {
    measure: 'Measure',
    bound: 'Bound',
    means: 'Beyond it',
    people: 'People’s trials',
    worst: 'Worst',
    onePercent: '1 %',
    fivePercent: '5 %',
    margin: 'Margin',
    beyond: 'People beyond',
  },
  sides: { 'at-least': 'at least', 'at-most': 'at most' },
  spreads: 'Distributions of people and attacks',
  spreadsLead:
    'The thin line goes from the smallest value to the largest, the thick one covers the middle 90 %, the dot is the median; an arrow leads to values outside the plot. Only species with at least one trial beyond a bound are shown.',
  spreadAlt: (measure, rows) =>
    `${measure}: distributions in ${rows} rows, bounds as vertical lines; people’s numbers are in the table above`,
  spreadRow: (name, values, beyond) => `${name} (${values} trials, ${beyond} beyond)`,
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
