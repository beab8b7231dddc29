import type { Locale } from '#protocol/message.ts';

/** How a measure is read: what it is a number of. */
type Unit = 'count' | 'ms' | 'hertz' | 'share' | 'degrees' | 'luma' | 'ratio';

/** A measure's unit and its words; names as the verifier's checks have them. */
const measures: Readonly<Record<string, readonly [Unit, zh: string, en: string]>> = {
  opened: ['count', '抽查画面', 'pictures opened'],
  matching: ['count', '相符', 'matching'],
  longestMs: ['ms', '最长静止', 'longest still'],
  distinct: ['share', '不重复的画面', 'pictures all different'],
  leadMs: ['ms', '领先', 'ahead'],
  driftMs: ['ms', '漂移', 'drift'],
  earlyMs: ['ms', '提前', 'early'],
  lateMs: ['ms', '滞后', 'late'],
  lowestHz: ['hertz', '最低', 'lowest'],
  longestGapMs: ['ms', '最长缺失', 'longest absence'],
  leadInMs: ['ms', '起始静止', 'still at first'],
  mostFaces: ['count', '最多同时', 'at most'],
  shift: ['share', '相邻两帧最大位移（占脸宽）', 'largest shift, of the face’s width'],
  growth: ['ratio', '相邻两帧最大缩放', 'largest growth'],
  width: ['share', '脸宽（占画面短边）', 'face’s width, of the short side'],
  inside: ['share', '脸在画面内', 'of the face in the picture'],
  skin: ['luma', '肤色亮度', 'brightness of the skin'],
  eyeAspectRatio: ['ratio', '睁眼', 'eyes open'],
  mouthAperture: ['ratio', '张嘴', 'mouth open'],
  yawDegrees: ['degrees', '左右', 'turned'],
  pitchDegrees: ['degrees', '俯仰', 'tilted up'],
  rollDegrees: ['degrees', '倾斜', 'tilted sideways'],
  candidates: ['count', '可用画面', 'usable pictures'],
  asked: ['count', '要求', 'asked'],
  done: ['count', '完成', 'done'],
  foreign: ['count', '多余动作', 'other actions'],
};

const units: Readonly<Record<Unit, (value: number) => string>> = {
  count: (value) => `${value}`,
  ms: (value) => `${Math.round(value)} ms`,
  hertz: (value) => `${value.toFixed(1)} Hz`,
  share: (value) => `${Math.round(value * 100)} %`,
  degrees: (value) => `${value.toFixed(1)}°`,
  luma: (value) => `${Math.round(value)} / 255`,
  ratio: (value) => value.toFixed(2),
};

/** What a check measured, in words; a number that could not be measured is left out. */
export const measuredText = (measured: Readonly<Record<string, number | null>>, locale: Locale): string =>
  Object.entries(measured)
    .flatMap(([name, value]) => {
      if (value === null) return [];
      const [unit, zh, en] = measures[name] ?? ['ratio', name, name];
      return [`${locale === 'en' ? en : zh} ${units[unit](value)}`];
    })
    .join(' · ');
