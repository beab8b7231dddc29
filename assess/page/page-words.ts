/** The words of the assessor's page. */
import type { Locale } from '#protocol/locale.ts';
import type { RefusalCode } from '#protocol/refusal.ts';
import type { ClipRow } from './clip-rows.ts';

export interface Words {
  readonly pageTitle: string;
  readonly title: string;
  readonly sandbox: string;
  readonly otherLanguage: string;
  readonly lead: string;
  readonly key: string;
  readonly keyHelp: string;
  readonly modes: Readonly<Record<Mode, string>>;
  readonly modesLabel: string;
  readonly label: string;
  readonly labels: { readonly 'bona-fide': string; readonly attack: string };
  readonly species: string;
  readonly speciesHelp: string;
  readonly player: string;
  readonly seed: string;
  readonly seedHelp: string;
  readonly clipSeed: string;
  readonly start: string;
  readonly stop: string;
  readonly clipsLead: string;
  readonly choose: string;
  readonly states: Readonly<Record<Extract<ClipRow['state'], 'waiting' | 'playing' | 'unplayable'>, string>>;
  readonly consent: string;
  readonly playAll: string;
  readonly clipsMalformed: string;
  readonly bundleLead: string;
  readonly chooseBundle: string;
  readonly notJson: string;
  readonly challengeKnown: string;
  readonly challengeUnknown: string;
  readonly policy: string;
  readonly policyHelp: string;
  readonly replayed: string;
  readonly results: string;
  readonly material: string;
  readonly json: string;
  readonly csv: string;
  readonly report: string;
  readonly print: string;
  readonly open: string;
  readonly showing: (name: string) => string;
  readonly close: string;
  readonly notTrials: string;
  readonly clear: string;
  readonly clearSure: string;
  readonly trials: string;
  /** The heading of one trial. @param what was presented, in words */
  readonly trial: (n: number, what: string) => string;
  readonly view: string;
  readonly bundle: string;
  readonly noAppraisal: string;
  readonly unfinished: Readonly<Record<UnfinishedCode, string>>;
  readonly refused: (message: string, code: string, detail: string | undefined) => string;
  /** Translations of the refusals that an assessor may see. The verifier's own messages are in English. */
  readonly refusals: Readonly<Partial<Record<RefusalCode, string>>>;
  readonly unreachable: string;
  readonly notKept: string;
}

/** Codes of trials that this page itself ended. */
export type UnfinishedCode = 'stopped' | 'page-left' | 'clip-unreadable';

export const modes = ['camera', 'clips', 'bundle'] as const;
export type Mode = (typeof modes)[number];

const zhCN: Words = {
  pageTitle: '备核 · 测评',
  title: '测评',
  sandbox: '沙盒：结果不能用于备案',
  otherLanguage: 'English',
  lead: '用自己的摄像头或录像，经真实的组件和服务端做试验，统计攻击接受率和真人误拒率。',
  key: '测评机构密钥',
  keyHelp: '只在本页面使用，不保存。沙盒的密钥是公开的，已经填好。',
  modes: { camera: '摄像头', clips: '录像', bundle: '证据包' },
  modesLabel: '试验方式',
  label: '呈现的是',
  labels: { 'bona-fide': '真人', attack: '攻击' },
  species: '攻击种类',
  speciesHelp: '例如 print、screen-replay、mask；同名的算作一种。',
  player: '呈现者代号（选填）',
  seed: '固定题目的种子（选填）',
  seedHelp: '留空则随机出题。种子相同，要求的动作相同。',
  clipSeed: '题目的种子',
  start: '开始试验',
  stop: '停止，记为未完成',
  clipsLead:
    '选择 .mjpeg、.mp4 或 .webm 录像，也可以连同 clips.json 一起选。每段录像应按其种子和判定策略的时间表录制（npm run assess -- --challenge 种子 --policy 策略）。录像代替摄像头，完整经过组件和服务端。',
  choose: '选择录像',
  states: { waiting: '等待', playing: '进行中', unplayable: '无法播放' },
  consent: '我有权使用这些录像，并代为同意核验说明',
  playAll: '逐段试验',
  clipsMalformed: 'clips.json 的格式不对：应为 [{"clip", "label", "species", "seed"}]。',
  bundleLead: '证据包含有一次核验的全部证据。服务端会重新判定，不保存，也不签名。',
  chooseBundle: '选择证据包',
  notJson: '这个文件不是 JSON。',
  challengeKnown: '题目由本服务端签发；各窗口、时间和抽中的画面以证据包所写为准。',
  challengeUnknown: '题目不是由本服务端现有的密钥签发：证据的来源无法确认。',
  policy: '判定策略',
  policyHelp: 'actions-unhurried 与 actions 的动作和阈值相同，每个动作的时间约为两倍。',
  replayed: '重新判定',
  results: '累计结果',
  material: '测评材料说明（写进报告）',
  json: '导出 JSON',
  csv: '导出 CSV',
  report: '下载报告',
  print: '打印报告',
  open: '打开结果文件',
  showing: (name) => `正在查看 ${name}`,
  close: '返回本机的试验',
  notTrials: '这个文件不是试验结果。',
  clear: '清空',
  clearSure: '删除本机保存的全部试验？导出的文件不受影响。',
  trials: '试验记录',
  trial: (n, what) => `第 ${n} 次试验：${what}`,
  view: '查看',
  bundle: '下载证据包',
  noAppraisal: '没有完成题目，服务端没有可以判定的证据。',
  unfinished: {
    stopped: '由测评者停止',
    'page-left': '进行中页面被刷新或关闭',
    'clip-unreadable': '录像无法读取',
  },
  refused: (message, code, detail) => `服务端拒绝：${message}（${code}）${detail ? `：${detail}` : ''}`,
  refusals: {
    'request-malformed': '内容不符合格式。',
    'request-too-large': '内容太大。',
    'api-key-invalid': '密钥缺失或不正确。',
    'seed-forbidden': '只有测评机构的密钥可以固定题目。',
    'assessor-only': '只有测评机构的密钥可以读取和重新判定证据。',
    'bundle-unsealed': '证据包没有本服务端的封签：它由旧版本导出，或由其他程序生成。',
    'bundle-altered': '证据包与封签不符：判定策略、题目、时间或所选画面被改过，或由其他服务端导出。',
    'policy-unknown': '没有这个名称的判定策略。',
    'sandbox-local-only': '沙盒只能在本机访问。',
    'session-unknown': '没有这次核验，或者密钥不是发起它的那一个。',
    'session-expired': '这次核验已过期。',
    'session-withdrawn': '这次核验已撤回，数据已删除。',
    'challenge-unknown': '没有这道题目。',
    'trace-malformed': '轨迹无法解读。',
    'trace-oversized': '轨迹的帧数超过上限。',
    'trace-non-monotonic': '轨迹的时间没有逐帧增加。',
  },
  unreachable: '服务没有响应，请确认服务已启动。',
  notKept: '浏览器不能保存试验，关闭页面前请导出。',
};

const en: Words = {
  pageTitle: 'Beihe · Assessment',
  title: 'Assessment',
  sandbox: 'Sandbox: results must not be filed',
  otherLanguage: '中文',
  lead: 'Run trials with your own camera or recorded clips through the real widget and verifier, and count the errors.',
  key: 'Assessor’s API key',
  keyHelp: 'Only this page uses the key, and it is not saved. The sandbox’s key is public and already filled in.',
  modes: { camera: 'Camera', clips: 'Clips', bundle: 'Evidence' },
  modesLabel: 'Kind of trial',
  label: 'Presented',
  labels: { 'bona-fide': 'a person', attack: 'an attack' },
  species: 'Species of attack',
  speciesHelp: 'For example print, screen-replay or mask. Trials with the same name are counted together.',
  player: 'Who or what presents (optional)',
  seed: 'Seed of the challenge (optional)',
  seedHelp: 'Without a seed the prompts are random. The same seed gives the same prompts.',
  clipSeed: 'Seed',
  start: 'Start a trial',
  stop: 'Stop and count as unfinished',
  clipsLead:
    'Choose .mjpeg, .mp4 or .webm clips, and a clips.json if you have one. Each clip must be filmed to the timeline of its seed and policy (npm run assess -- --challenge SEED --policy NAME). It replaces the camera and goes through the widget and the verifier.',
  choose: 'Choose clips',
  states: { waiting: 'waiting', playing: 'playing', unplayable: 'cannot be played' },
  consent: 'I may use these clips, and I consent to the verification on behalf of the people in them',
  playAll: 'Play all clips',
  clipsMalformed: 'clips.json is not a list of {"clip", "label", "species", "seed"}.',
  bundleLead:
    'A bundle contains all the evidence of one challenge. The verifier appraises it again, and neither stores nor signs anything.',
  chooseBundle: 'Choose a bundle',
  notJson: 'This file is not JSON.',
  challengeKnown:
    'This verifier signed the challenge. The windows, times and chosen frames are those that the bundle states.',
  challengeUnknown: 'No present key of this verifier signed the challenge, so the origin of the evidence is unknown.',
  policy: 'Policy',
  policyHelp:
    'actions-unhurried asks for the same movements with the same bounds as actions, and gives about twice the time.',
  replayed: 'Appraised again',
  results: 'Results so far',
  material: 'What was presented (shown in the report)',
  json: 'Export JSON',
  csv: 'Export CSV',
  report: 'Download report',
  print: 'Print report',
  open: 'Open results',
  showing: (name) => `Showing ${name}`,
  close: 'Back to this browser’s trials',
  notTrials: 'This file is not a file of trials.',
  clear: 'Clear',
  clearSure: 'Delete all trials that are stored in this browser? Exported files are not deleted.',
  trials: 'Trials',
  trial: (n, what) => `Trial ${n}: ${what}`,
  view: 'View',
  bundle: 'Download evidence',
  noAppraisal: 'No challenge was answered, so there is no evidence to appraise.',
  unfinished: {
    stopped: 'stopped by the assessor',
    'page-left': 'the page was left or reloaded during the trial',
    'clip-unreadable': 'the clip cannot be read',
  },
  refused: (message, code, detail) => `The verifier refused: ${message} (${code})${detail ? `: ${detail}` : ''}`,
  refusals: {},
  unreachable: 'No answer. Is the server running?',
  notKept: 'This browser cannot save trials. Export them before you close the page.',
};

export const pageWords: Readonly<Record<Locale, Words>> = { 'zh-CN': zhCN, en };
