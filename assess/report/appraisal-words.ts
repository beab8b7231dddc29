/** The words for an appraisal, on the provider's page, on the assessor's page and in the report. */
import type { Ask, Movement } from '#protocol/action/action.ts';
import { movementOf } from '#protocol/action/table.ts';
import type { CheckName } from '#protocol/capture/appraisal-record.ts';
import type { Cause, Verdict } from '#protocol/capture/verdict.ts';
import type { Locale } from '#protocol/locale.ts';
import { ownValue } from '#protocol/own.ts';

export interface AppraisalWords {
  readonly verdicts: Readonly<Record<Verdict, string>>;
  readonly causes: Readonly<Record<Cause, string>>;
  readonly checkNames: Readonly<Record<CheckName, string>>;
  readonly movements: Readonly<Record<Movement, string>>;
  /** How many times an action is asked. */
  readonly times: (count: number) => string;
  readonly checks: string;
  readonly checksLead: (checks: number, failed: number) => string;
  readonly passed: string;
  readonly notPassed: string;
  /** The label of a risk check that did not pass. */
  readonly risk: string;
  readonly reviewLead: string;
  readonly measures: string;
  readonly measuresLead: string;
  readonly signals: { readonly eyes: string; readonly mouth: string; readonly yaw: string; readonly pitch: string };
  readonly seconds: string;
}

const zhCN: AppraisalWords = {
  verdicts: { 'bona-fide': '真人，通过', attack: '疑似攻击', undetermined: '无法判定，请重试' },
  causes: {
    'face-missing': '有时看不到脸',
    'faces-several': '画面里不止一个人',
    'face-too-small': '脸离屏幕太远',
    'face-too-close': '脸离屏幕太近',
    'moved-too-fast': '移动得太快',
    'too-dark': '脸上光线不足',
    'too-bright': '光线太强',
    'frames-too-few': '画面不够流畅',
    'connection-slow': '网络太慢',
    'action-missed': '有动作没有看清',
    'action-mirrored': '转头方向相反：转错了，或者摄像头左右颠倒',
    'action-other': '做了没有要求的动作',
    'portrait-missing': '没有拍到清楚的正脸',
    'evidence-unusable': '画面不能使用',
  },
  checkNames: {
    'windows-bound': '题目与画面绑定',
    'frames-match': '抽查画面与记录一致',
    'pictures-agree': '画面与关键点一致',
    'not-frozen': '画面未静止',
    'clock-agrees': '时间吻合',
    'rate-enough': '帧率足够',
    'face-present': '全程有脸',
    'one-face': '只有一张脸',
    'face-steady': '移动连贯',
    'face-placed': '位置合适',
    'light-enough': '光线合适',
    'neutral-plain': '起始姿态自然',
    'neutral-seen': '画面中确是该姿态',
    'portrait-found': '有清晰正脸',
    'actions-done': '动作完成',
    'actions-seen': '画面中确有动作',
    'nothing-else-done': '无多余动作',
  },
  movements: { blink: '眨眼', 'turn-left': '向左转头', 'turn-right': '向右转头', nod: '点头', 'open-mouth': '张嘴' },
  times: (count) => ` ${count} 次`,
  checks: '逐项检查',
  checksLead: (checks, failed) => `共 ${checks} 项，${failed === 0 ? '全部通过' : `${failed} 项未通过`}。`,
  passed: '通过',
  notPassed: '未通过',
  risk: '有风险',
  reviewLead: '有风险提示，需人工复核；判定结果不变。',
  measures: '动作测量',
  measuresLead: '由服务端根据关键点重新计算；底色为各题目的时间窗。',
  signals: { eyes: '睁眼程度', mouth: '张嘴程度', yaw: '左右转头（度）', pitch: '抬头低头（度）' },
  seconds: '秒',
};

const en: AppraisalWords = {
  verdicts: { 'bona-fide': 'A live person', attack: 'Suspected attack', undetermined: 'Undetermined, retry' },
  causes: {
    'face-missing': 'Face out of sight',
    'faces-several': 'More than one person in the picture',
    'face-too-small': 'Face too far away',
    'face-too-close': 'Face too close',
    'moved-too-fast': 'Moved too fast',
    'too-dark': 'Too little light on the face',
    'too-bright': 'Too bright',
    'frames-too-few': 'The picture was not smooth',
    'connection-slow': 'The connection was slow',
    'action-missed': 'A prompt was not seen clearly',
    'action-mirrored': 'The head turned to the other side: by mistake, or because the camera swaps left and right',
    'action-other': 'An action was done that was not asked',
    'portrait-missing': 'No clear picture of the face',
    'evidence-unusable': 'The picture cannot be used',
  },
  checkNames: {
    'windows-bound': 'Prompts bound to frames',
    'frames-match': 'Revealed frames match',
    'pictures-agree': 'Pictures agree with the trace',
    'not-frozen': 'Not frozen',
    'clock-agrees': 'Clocks agree',
    'rate-enough': 'Frame rate',
    'face-present': 'Face throughout',
    'one-face': 'One face',
    'face-steady': 'Steady motion',
    'face-placed': 'Face position',
    'light-enough': 'Light',
    'neutral-plain': 'Natural neutral face',
    'neutral-seen': 'Neutral face seen in the pictures',
    'portrait-found': 'Portrait',
    'actions-done': 'Actions done',
    'actions-seen': 'Actions seen in the pictures',
    'nothing-else-done': 'Nothing else done',
  },
  movements: {
    blink: 'blink',
    'turn-left': 'turn left',
    'turn-right': 'turn right',
    nod: 'nod',
    'open-mouth': 'open mouth',
  },
  times: (count) => ` ${count}×`,
  checks: 'Checks',
  checksLead: (checks, failed) => `${checks} checks, ${failed === 0 ? 'all passed' : `${failed} not passed`}.`,
  passed: 'passed',
  notPassed: 'not passed',
  risk: 'risk',
  reviewLead: 'A risk was found, so a person has to review this. The verdict does not change.',
  measures: 'Measures',
  measuresLead: 'Computed by the server from the landmarks. The windows of the prompts are shaded.',
  signals: { eyes: 'Eyes open', mouth: 'Mouth open', yaw: 'Yaw (degrees)', pitch: 'Pitch (degrees)' },
  seconds: 's',
};

export const appraisalWords: Readonly<Record<Locale, AppraisalWords>> = { 'zh-CN': zhCN, en };

/** What a window asked, in words. */
export function askedText(ask: Ask, locale: Locale): string {
  const { movements, times } = appraisalWords[locale];
  return `${movements[movementOf(ask)]}${ask.kind === 'blink' ? times(ask.count) : ''}`;
}

/** A movement in words, or its code if the movement has since been removed. */
export const movementName = (name: string, locale: Locale): string =>
  ownValue(appraisalWords[locale].movements, name) ?? name;

/** A check's name in words, or its code if the check has since been removed. */
export const checkName = (name: string, locale: Locale): string =>
  ownValue(appraisalWords[locale].checkNames, name) ?? name;
