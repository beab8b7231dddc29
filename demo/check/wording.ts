import type { Locale } from '#protocol/locale.ts';

export interface Wording {
  readonly pageTitle: string;
  readonly provider: string;
  readonly sandbox: string;
  /** The page of a whole filing. */
  readonly filingDemo: string;
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
  readonly session: string;
  readonly waiting: string;
  readonly noVerdict: string;
  readonly causesLead: string;
  readonly claims: string;
  readonly claimsLead: string;
}

const zhCN: Wording = {
  pageTitle: '活体核验（备核演示）',
  provider: '云帆网络',
  sandbox: '沙盒：示例服务商，数据均为虚构',
  filingDemo: '完整备案演示',
  otherLanguage: 'English',
  title: '活体核验',
  lead: '只做活体核验，不建备案案件。服务商在自己的页面上只需放一个标签：<beihe-verify>。',
  filing: [
    ['备案类型', '首次备案（网站）'],
    ['主办单位', '示例（北京）科技有限公司'],
    ['域名', 'example.cn'],
    ['核验对象', '主办单位负责人'],
  ],
  start: '开始核验',
  restart: '重新开始',
  unreachable: '服务没有响应，请确认本机服务已启动。',
  seedLabel: '固定题目（测评用）',
  seedHelp:
    '填写种子后，每次要求的动作相同，结果不能用于备案。只有测评机构可以固定题目，因此核验会以“沙盒测评机构”的名义发起。',
  behind: '服务商后台',
  outcome: '核验结论',
  outcomeLead: '结论只发给服务商后台，核验组件和用户都看不到。',
  session: '会话 ID',
  waiting: '核验完成后，这里显示后台收到的内容。',
  noVerdict: '还没有结论',
  causesLead: '告诉用户的原因：',
  claims: '签名结果的内容',
  claimsLead: '由核验方签名，任何人可用公钥离线验证。',
};

const en: Wording = {
  pageTitle: 'Live check (Beihe demo)',
  provider: 'Yunfan Network',
  sandbox: 'Sandbox: example provider, all data fictitious',
  filingDemo: 'Demo of a whole filing',
  otherLanguage: '中文',
  title: 'Live check',
  lead: 'The live check alone, without a case. On the provider’s page it is one tag: <beihe-verify>.',
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
  seedHelp:
    'With a seed the prompts are always the same, and the result cannot be used for a filing. Only an assessor may fix the prompts, so the session is then created by “Sandbox Assessor”.',
  behind: 'The provider’s backend',
  outcome: 'Verdict',
  outcomeLead: 'Only the provider’s backend gets it; neither the element nor the person sees it.',
  session: 'Session ID',
  waiting: 'When the verification is finished, this shows what the backend received.',
  noVerdict: 'No verdict yet',
  causesLead: 'The reasons that the person reads:',
  claims: 'Claims of the signed result',
  claimsLead: 'Signed by the verifier; anyone can check it offline with the public key.',
};

export const wordings: Readonly<Record<Locale, Wording>> = { 'zh-CN': zhCN, en };
