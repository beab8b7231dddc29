/** What a check measured, in words. */
import type { CheckName } from '#protocol/capture/appraisal-record.ts';
import type { Locale } from '#protocol/locale.ts';

/** What a measure is a number of. */
type Unit = 'count' | 'ms' | 'hertz' | 'share' | 'degrees' | 'luma' | 'ratio';

type Measure = readonly [unit: Unit, zh: string, en: string];

/** How far a claimed face is from the one that the verifier reads, by signal. */
const apart: Readonly<Record<string, Measure>> = {
  openness: ['share', '睁眼相差', 'eyes apart, of the open eye'],
  mouthAperture: ['ratio', '张嘴相差', 'mouth apart'],
  yawDegrees: ['degrees', '左右相差', 'turn apart'],
  pitchDegrees: ['degrees', '俯仰相差', 'tilt apart'],
  rollDegrees: ['degrees', '倾斜相差', 'sideways tilt apart'],
};

/** Each check's measures, by the verifier's own names. */
const measures: Readonly<Record<CheckName, Readonly<Record<string, Measure>>>> = {
  'windows-bound': {},
  'frames-match': { revealed: ['count', '抽查画面', 'pictures revealed'], matching: ['count', '相符', 'matching'] },
  'pictures-agree': {
    unseen: ['count', '看不到脸的画面', 'pictures without the claimed face'],
    found: ['share', '脸的位置相差（占脸宽）', 'face elsewhere by, of its width'],
    distance: ['share', '九成关键点相差不超过（占脸宽）', 'nine landmarks in ten within, of the face’s width'],
    ...apart,
    skin: ['luma', '肤色相差', 'skin’s colour apart'],
    background: ['luma', '背景相差', 'background’s colour apart'],
  },
  'not-frozen': {
    longestMs: ['ms', '最长静止', 'longest still'],
    distinct: ['share', '不重复的画面', 'different pictures'],
  },
  'clock-agrees': {
    leadMs: ['ms', '领先', 'ahead'],
    driftMs: ['ms', '漂移', 'drift'],
    earlyMs: ['ms', '提前', 'early'],
    lateMs: ['ms', '滞后', 'late'],
  },
  'rate-enough': { lowestHz: ['hertz', '最低', 'lowest'] },
  'face-present': {
    longestGapMs: ['ms', '最长缺失', 'longest absence'],
    leadInMs: ['ms', '起始静止', 'still at first'],
  },
  'one-face': { mostFaces: ['count', '最多同时', 'at most'] },
  'face-steady': {
    shift: ['share', '相邻两帧最大位移（占脸宽）', 'largest shift, of the face’s width'],
    growth: ['ratio', '相邻两帧最大缩放', 'largest growth'],
  },
  'face-placed': {
    width: ['share', '脸宽（占画面短边）', 'face’s width, of the short side'],
    inside: ['share', '脸在画面内', 'of the face in the picture'],
  },
  'light-enough': { skin: ['luma', '肤色亮度', 'brightness of the skin'] },
  'neutral-plain': {
    eyeAspectRatio: ['ratio', '睁眼', 'eyes open'],
    mouthAperture: ['ratio', '张嘴', 'mouth open'],
    yawDegrees: ['degrees', '左右', 'turned'],
    pitchDegrees: ['degrees', '俯仰', 'tilted up'],
    rollDegrees: ['degrees', '倾斜', 'tilted sideways'],
  },
  'neutral-seen': apart,
  'portrait-found': { candidates: ['count', '可用画面', 'usable pictures'] },
  'actions-done': { asked: ['count', '要求', 'asked'], done: ['count', '完成', 'done'] },
  'actions-seen': {
    furthest: ['share', '动作幅度最小（占要求）', 'least reach, of what is wanted'],
    every: ['share', '其中每一次', 'each time'],
    found: ['share', '服务端自行找到的脸', 'by the face that the server found itself'],
  },
  'nothing-else-done': { foreign: ['count', '多余动作', 'other actions'] },
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

/** A number with this many digits after the point, and no sign before zero. */
const plain = (value: number, digits: number): string => value.toFixed(digits).replace(/^-(0\.0+)$/, '$1');

/** An entry of a table. A name from a file may be any, such as `constructor`, which every object has. */
const own = <T>(table: Readonly<Record<string, T>>, name: string): T | undefined =>
  Object.hasOwn(table, name) ? table[name] : undefined;

/** What a check measured, in words; a number that could not be measured is left out. */
export const measuredText = (
  check: string,
  measured: Readonly<Record<string, number | null>>,
  locale: Locale,
): string =>
  Object.entries(measured)
    .flatMap(([name, value]) => {
      if (value === null || !Number.isFinite(value)) return [];
      const [unit, zh, en] = own(own(measures, check) ?? {}, name) ?? ['ratio', name, name];
      return [`${locale === 'en' ? en : zh} ${units[unit](value)}`];
    })
    .join(' · ');
