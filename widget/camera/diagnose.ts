import type { AttesterCode } from '../page/failure.ts';
import { limits } from './limits.ts';

/** Problems of the camera, shown in place of a hint. */
export const troubles = ['opening', 'muted', 'slow'] as const;
export type Trouble = (typeof troubles)[number];

/** How well camera and device keep up. All times are on one clock. */
export interface Vitals {
  readonly nowMs: number;
  /** Whether a window has been disclosed. From then on no problem can be corrected. */
  readonly isHeld: boolean;
  /** When the processing of the present frame began; undefined while no frame is processed. */
  readonly lookingSinceMs: number | undefined;
  /** When the processing of the last frame ended; before the first frame, when the watch began. */
  readonly lookedAtMs: number;
  /**
   * Frames that the camera gives a second, and frames that are processed a second; undefined until they are measured.
   */
  readonly cameraRateHz: number | undefined;
  readonly frameRateHz: number | undefined;
  /** Since when `frameRateHz` has been less than a challenge needs. */
  readonly slowSinceMs: number | undefined;
}

export interface Diagnosis {
  /** Shown to the person; the watch continues. */
  readonly trouble?: Trouble;
  /** Ends the watch. */
  readonly code?: AttesterCode;
}

/** Whether enough frames a second are processed for a challenge. True while the rate is not known. */
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
