/** What a check measured, in words. */
import type { CheckName } from '#protocol/capture/appraisal-record.ts';
import type { Locale } from '#protocol/locale.ts';
import { ownValue } from '#protocol/own.ts';

/** The unit of a measure. */
type Unit = 'count' | 'ms' | 'hertz' | 'share' | 'degrees' | 'luma' | 'ratio';

type Measure = readonly [unit: Unit, zh: string, en: string];

/** The difference between the claimed face and the verifier's reading, for each signal. */
const apart: Readonly<Record<string, Measure>> = {
  profiles: ['count', '未要求转头时声称侧脸的画面', 'pictures claimed in profile where no turn was asked for'],
  openness: ['share', '睁眼相差', 'difference in eye opening (share of the open eye)'],
  oneEye: ['share', '单眼睁眼相差', 'difference in the opening of one eye (share of that eye open)'],
  mouthAperture: ['ratio', '张嘴相差', 'difference in mouth opening'],
  yawDegrees: ['degrees', '左右相差', 'difference in turn'],
  pitchDegrees: ['degrees', '俯仰相差', 'difference in tilt'],
  rollDegrees: ['degrees', '倾斜相差', 'difference in sideways tilt'],
};

/** Each check's measures, by the names that the verifier gives them. */
const measures: Readonly<Record<CheckName, Readonly<Record<string, Measure>>>> = {
  'windows-bound': { bound: ['count', '已绑定', 'windows bound'] },
  'frames-match': {
    revealed: ['count', '抽查画面', 'pictures revealed'],
    unmatched: ['count', '不符或缺失', 'missing or with another digest'],
    unreadable: ['count', '不是浏览器写出的 JPEG', 'not a JPEG as browsers write it'],
  },
  'pictures-agree': {
    unseen: ['count', '看不到脸的画面', 'pictures without the claimed face'],
    found: ['share', '脸的位置相差（占脸宽）', 'distance to the face that was found (share of its width)'],
    distance: [
      'share',
      '九成关键点相差不超过（占脸宽）',
      '90th percentile of the landmarks’ distances (share of the face’s width)',
    ],
    ...apart,
    skin: ['luma', '肤色相差', 'difference in skin colour'],
    background: ['luma', '背景相差', 'difference in background colour'],
  },
  'not-frozen': {
    longestMs: ['ms', '最长静止', 'longest time without a change'],
    distinct: ['share', '不重复的画面', 'different pictures'],
  },
  'clock-agrees': {
    leadMs: ['ms', '领先', 'ahead'],
    driftMs: ['ms', '漂移', 'drift'],
    earlyMs: ['ms', '提前', 'early'],
    lateMs: ['ms', '滞后', 'late'],
    delayedMs: ['ms', '核验端耽误、已补给', 'delayed by the verifier and given back'],
  },
  'rate-enough': { lowestHz: ['hertz', '最低', 'lowest rate'] },
  'face-present': {
    longestGapMs: ['ms', '最长缺失', 'longest absence'],
    hiddenMs: ['ms', '点头时看不到脸', 'hidden by a nod'],
    framelessMs: ['ms', '最长无画面', 'longest time without a frame'],
    leadInMs: ['ms', '起始静止', 'lead-in'],
  },
  'one-face': { mostFaces: ['count', '最多同时', 'most at once'] },
  'face-steady': {
    shift: ['share', '相邻两帧最大位移（占脸宽）', 'largest shift (share of the face’s width)'],
    growth: ['ratio', '相邻两帧最大缩放', 'largest change in size'],
  },
  'face-placed': {
    width: ['share', '脸宽（占画面短边）', 'width of the face (share of the short side)'],
    inside: ['share', '脸在画面内', 'share of the face in the picture'],
  },
  'light-enough': {
    contrast: ['luma', '眼部明暗对比', 'contrast of the eyes'],
    noise: ['share', '噪点（占对比）', 'noise (share of the contrast)'],
    clipped: ['share', '过曝的皮肤', 'overexposed skin'],
  },
  'neutral-plain': {
    eyeAspectRatio: ['ratio', '睁眼', 'eyes open'],
    mouthAperture: ['ratio', '张嘴', 'mouth open'],
    yawDegrees: ['degrees', '左右', 'turned'],
    pitchDegrees: ['degrees', '俯仰', 'tilted up'],
    rollDegrees: ['degrees', '倾斜', 'tilted sideways'],
  },
  'neutral-seen': apart,
  'portrait-found': { candidates: ['count', '可用画面', 'usable pictures'] },
  'actions-done': {
    asked: ['count', '要求', 'asked'],
    missed: ['count', '未完成', 'missed'],
    mirrored: ['count', '左右相反', 'done to the other side'],
  },
  'actions-seen': {
    furthest: ['share', '动作幅度最小（占要求）', 'smallest reach (share of what is required)'],
    every: ['share', '其中每一次', 'smallest reach at any peak'],
    found: ['share', '服务端自行找到的脸', 'smallest reach in the independent reading'],
  },
  'nothing-else-done': {
    mirrored: ['count', '左右相反的动作', 'actions to the other side'],
    foreign: ['count', '多余动作', 'other actions'],
  },
};

const units: Readonly<Record<Unit, (value: number) => string>> = {
  count: (value) => `${value}`,
  ms: (value) => `${Math.round(value)} ms`,
  hertz: (value) => `${value.toFixed(1)} Hz`,
  share: (value) => `${(value * 100).toFixed(value < 0.1 ? 1 : 0)} %`,
  degrees: (value) => `${plain(value, 1)}°`,
  luma: (value) => `${Math.round(value)} / 255`,
  ratio: (value) => plain(value, 2),
};

/** A number with this many digits after the point. Zero has no sign. */
const plain = (value: number, digits: number): string => value.toFixed(digits).replace(/^-(0\.0+)$/, '$1');

const measureOf = (check: string, name: string): Measure =>
  ownValue(ownValue(measures, check) ?? {}, name) ?? ['ratio', name, name];

/** The name of a measure in words, or its code if it has since been removed. */
export function measureName(check: string, name: string, locale: Locale): string {
  const [, zh, en] = measureOf(check, name);
  return locale === 'en' ? en : zh;
}

/** A value of a measure with its unit. */
export const measureValue = (check: string, name: string, value: number): string =>
  units[measureOf(check, name)[0]](value);

/** What a check measured, in words. Numbers that could not be measured are left out. */
export const measuredText = (
  check: string,
  measured: Readonly<Record<string, number | null>>,
  locale: Locale,
): string =>
  Object.entries(measured)
    .flatMap(([name, value]) => {
      if (value === null || !Number.isFinite(value)) return [];
      return [`${measureName(check, name, locale)} ${measureValue(check, name, value)}`];
    })
    .join(' · ');
