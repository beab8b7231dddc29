import type { Cause, Locale, Verdict } from '#protocol/message.ts';
import type { Ask } from '#protocol/action/action.ts';

export interface Wording {
  readonly provider: string;
  readonly sandbox: string;
  readonly otherLanguage: string;
  readonly title: string;
  readonly lead: string;
  readonly filing: readonly (readonly [label: string, value: string])[];
  readonly start: string;
  readonly restart: string;
  readonly unreachable: string;
  readonly seedLabel: string;
  readonly seedHelp: string;
  readonly behind: string;
  readonly outcome: string;
  readonly outcomeLead: string;
  readonly waiting: string;
  readonly verdicts: Readonly<Record<Verdict, string>>;
  readonly noVerdict: string;
  readonly causesLead: string;
  readonly causes: Readonly<Record<Cause, string>>;
  readonly checks: string;
  readonly checksLead: (checks: number, failed: number) => string;
  readonly checkNames: Readonly<Record<string, string>>;
  readonly passed: string;
  readonly notPassed: string;
  readonly measures: string;
  readonly measuresLead: string;
  readonly signals: { readonly eyes: string; readonly mouth: string; readonly yaw: string; readonly pitch: string };
  readonly asked: (ask: Ask) => string;
  readonly claims: string;
  readonly claimsLead: string;
  readonly seconds: string;
}

const zhCN: Wording = {
  provider: '云帆网络',
  sandbox: '沙盒：示例服务商，数据均为虚构',
  otherLanguage: 'English',
  title: '备案真实性核验',
  lead: '这是一家接入服务商的备案页面。下面的核验组件只有一个标签：<beihe-verify>。',
  filing: [
    ['备案类型', '首次备案（网站）'],
    ['备案主体', '示例（北京）科技有限公司'],
    ['域名', 'example.cn'],
    ['核验对象', '主体负责人'],
  ],
  start: '开始核验',
  restart: '重新开始',
  unreachable: '服务没有响应，请确认本机服务已启动。',
  seedLabel: '固定题目（测评用）',
  seedHelp: '填写种子后，每次要求的动作相同，结果不能用于备案。',
  behind: '服务商后台',
  outcome: '核验结论',
  outcomeLead: '结论只发给服务商后台，核验组件和用户都看不到。',
  waiting: '核验完成后，这里显示后台收到的内容。',
  verdicts: { 'bona-fide': '真人，通过', attack: '疑似攻击', undetermined: '无法判定，请重试' },
  noVerdict: '还没有结论',
  causesLead: '告诉用户的原因：',
  causes: {
    'face-missing': '有时看不到脸',
    'faces-several': '画面里不止一个人',
    'face-too-small': '脸离屏幕太远',
    'face-too-close': '脸离屏幕太近',
    'moved-too-fast': '移动得太快',
    'too-dark': '光线太暗',
    'too-bright': '光线太强',
    'frames-too-few': '画面不够流畅',
    'connection-slow': '网络太慢',
    'action-missed': '有动作没有看清',
    'action-other': '做了没有要求的动作',
    'portrait-missing': '没有拍到清楚的正脸',
    'evidence-unusable': '画面不能使用',
  },
  checks: '逐项检查',
  checksLead: (checks, failed) => `共 ${checks} 项，${failed === 0 ? '全部通过' : `${failed} 项未通过`}。`,
  checkNames: {
    'windows-bound': '题目与画面绑定',
    'openings-match': '抽查画面与记录一致',
    'not-frozen': '画面未静止',
    'clock-agrees': '时间吻合',
    'rate-enough': '帧率足够',
    'face-present': '全程有脸',
    'one-face': '只有一张脸',
    'face-steady': '移动连贯',
    'face-placed': '位置合适',
    'light-enough': '光线合适',
    'rest-plain': '起始姿态自然',
    'portrait-found': '有清晰正脸',
    'actions-done': '动作完成',
    'nothing-else-done': '无多余动作',
  },
  passed: '通过',
  notPassed: '未通过',
  measures: '动作测量',
  measuresLead: '由服务端根据关键点重新计算；底色为各题目的时间窗。',
  signals: { eyes: '睁眼程度', mouth: '张嘴程度', yaw: '左右转头（度）', pitch: '抬头低头（度）' },
  asked: (ask) =>
    ask.kind === 'blink'
      ? `眨眼 ${ask.count} 次`
      : ask.kind === 'turn-head'
        ? ask.direction === 'left'
          ? '向左转头'
          : '向右转头'
        : { nod: '点头', 'open-mouth': '张嘴' }[ask.kind],
  claims: '签名结果（JWT）',
  claimsLead: '由核验方签名，任何人可用公钥离线验证。',
  seconds: '秒',
};

const en: Wording = {
  provider: 'Yunfan Network',
  sandbox: 'Sandbox: example provider, all data fictitious',
  otherLanguage: '中文',
  title: 'Verify the filing',
  lead: 'This is an access provider’s filing page. The check below is one tag: <beihe-verify>.',
  filing: [
    ['Filing', 'First filing (website)'],
    ['Organiser', '示例（北京）科技有限公司'],
    ['Domain', 'example.cn'],
    ['Person', 'Organiser’s person in charge'],
  ],
  start: 'Start the check',
  restart: 'Start again',
  unreachable: 'No answer. Is the local server running?',
  seedLabel: 'Fixed prompts (assessors)',
  seedHelp: 'With a seed the prompts are always the same, and the result cannot be used for a filing.',
  behind: 'The provider’s backend',
  outcome: 'Verdict',
  outcomeLead: 'It goes to the provider’s backend alone; neither the element nor the person sees it.',
  waiting: 'Once the check is through, this shows what the backend received.',
  verdicts: { 'bona-fide': 'A live person', attack: 'Suspected attack', undetermined: 'Undetermined, retry' },
  noVerdict: 'No verdict yet',
  causesLead: 'What the person was told to mend:',
  causes: {
    'face-missing': 'Face out of sight',
    'faces-several': 'More than one person in the picture',
    'face-too-small': 'Face too far away',
    'face-too-close': 'Face too close',
    'moved-too-fast': 'Moved too fast',
    'too-dark': 'Too dark',
    'too-bright': 'Too bright',
    'frames-too-few': 'The picture was not smooth',
    'connection-slow': 'The connection was slow',
    'action-missed': 'A prompt was not seen clearly',
    'action-other': 'Something not asked for was done',
    'portrait-missing': 'No clear picture of the face',
    'evidence-unusable': 'The picture cannot be used',
  },
  checks: 'Checks',
  checksLead: (checks, failed) => `${checks} checks, ${failed === 0 ? 'all passed' : `${failed} not passed`}.`,
  checkNames: {
    'windows-bound': 'Prompts bound to frames',
    'openings-match': 'Opened frames match',
    'not-frozen': 'Not frozen',
    'clock-agrees': 'Clocks agree',
    'rate-enough': 'Frame rate',
    'face-present': 'Face throughout',
    'one-face': 'One face',
    'face-steady': 'Steady motion',
    'face-placed': 'Well placed',
    'light-enough': 'Light',
    'rest-plain': 'Natural resting pose',
    'portrait-found': 'Portrait',
    'actions-done': 'Actions done',
    'nothing-else-done': 'Nothing else done',
  },
  passed: 'passed',
  notPassed: 'not passed',
  measures: 'Measures',
  measuresLead: 'Computed by the server from the landmarks; shaded: the window of each prompt.',
  signals: { eyes: 'Eyes open', mouth: 'Mouth open', yaw: 'Yaw (degrees)', pitch: 'Pitch (degrees)' },
  asked: (ask) =>
    ask.kind === 'blink'
      ? `blink ${ask.count}×`
      : ask.kind === 'turn-head'
        ? `turn ${ask.direction}`
        : { nod: 'nod', 'open-mouth': 'open mouth' }[ask.kind],
  claims: 'Signed result (JWT)',
  claimsLead: 'Signed by the verifier; anyone can check it offline with the public key.',
  seconds: 's',
};

export const wordings: Readonly<Record<Locale, Wording>> = { 'zh-CN': zhCN, en };
