import type { AttesterCode } from '../page/failure.ts';
import { limits } from './limits.ts';

/** Troubles of the camera, shown in place of a hint. */
export const troubles = ['opening', 'muted', 'slow'] as const;
export type Trouble = (typeof troubles)[number];

/** How camera and device are keeping up. All times are on one clock. */
export interface Vitals {
  readonly nowMs: number;
  /** Whether windows are disclosed: nothing can be mended any more. */
  readonly isHeld: boolean;
  /** When the present look began; undefined between looks. */
  readonly lookingSinceMs: number | undefined;
  /** When the last look ended; before the first one, when the watch began. */
  readonly lookedAtMs: number;
  /** Frames a second from the camera, and frames a second that are looked at; undefined until they are measured. */
  readonly cameraRateHz: number | undefined;
  readonly frameRateHz: number | undefined;
  /** Since when `frameRateHz` has been less than a challenge needs. */
  readonly slowSinceMs: number | undefined;
}

export interface Diagnosis {
  /** Shown to the person; the watch goes on. */
  readonly trouble?: Trouble;
  /** Ends the watch. */
  readonly code?: AttesterCode;
}

/** Whether frames are looked at often enough for a challenge. True while the rate is not known. */
export const isQuick = (frameRateHz: number | undefined): boolean =>
  frameRateHz === undefined || frameRateHz >= limits.leastRateHz;

/** What is wrong with camera or device. */
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
