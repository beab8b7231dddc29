import type { AttesterCode } from '../page/failure.ts';
import { limits } from './limits.ts';

/** What is shown in place of a hint while the camera itself needs mending. */
export const troubles = ['opening', 'muted', 'slow'] as const;
export type Trouble = (typeof troubles)[number];

/** What a watch knows of camera and device while it looks. All times on one clock. */
export interface Vitals {
  readonly nowMs: number;
  /** Windows are disclosed: nothing can be mended any more. */
  readonly isHeld: boolean;
  /** When the look under way began; undefined between looks. */
  readonly lookingSinceMs: number | undefined;
  /** When the last look ended, or looking began. */
  readonly lookedAtMs: number;
  /** Frames a second that the camera gives, and that are looked at; undefined before they can be told. */
  readonly cameraRateHz: number | undefined;
  readonly frameRateHz: number | undefined;
  /** Since when `frameRateHz` has been less than a challenge needs. */
  readonly slowSinceMs: number | undefined;
}

export interface Diagnosis {
  /** Tell the person, and go on. */
  readonly trouble?: Trouble;
  /** It cannot go on. */
  readonly code?: AttesterCode;
}

/** Whether frames are looked at often enough for a challenge, as far as it is known. */
export const isQuick = (frameRateHz: number | undefined): boolean =>
  frameRateHz === undefined || frameRateHz >= limits.leastRateHz;

/** What is wrong with camera or device, from how they have kept up of late. */
export function diagnose(vitals: Vitals): Diagnosis {
  const {
    nowMs,
    isHeld,
    lookingSinceMs,
    lookedAtMs,
    cameraRateHz = Infinity,
    frameRateHz,
    slowSinceMs = nowMs,
  } = vitals;
  if (lookingSinceMs !== undefined) {
    if (nowMs - lookingSinceMs > limits.lookMs) return { code: 'device-too-slow' };
  } else if (nowMs - lookedAtMs > limits.stalledMs[isHeld ? 'during' : 'before']) {
    return { code: 'camera-frozen' };
  }
  if (isHeld) return {};
  const isCameraSlow = cameraRateHz < limits.cameraRateHz;
  if (nowMs - slowSinceMs > limits.slowMs) return { code: isCameraSlow ? 'camera-slow' : 'device-too-slow' };
  return isCameraSlow || !isQuick(frameRateHz) ? { trouble: 'slow' } : {};
}
