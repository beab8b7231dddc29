/** The front camera and its frames. */
import { Failure, type AttesterCode } from './failure.ts';
import { frameRateHz } from './vision/api.ts';

const constraints: MediaStreamConstraints = {
  audio: false,
  video: { facingMode: 'user', width: { ideal: 640 }, height: { ideal: 480 }, frameRate: { ideal: 30 } },
};

/** What the browser says when it gives no camera. Names: Media Capture and Streams, §10.2 getUserMedia. */
const codes: Readonly<Record<string, AttesterCode>> = {
  NotAllowedError: 'camera-denied',
  SecurityError: 'camera-forbidden',
  NotFoundError: 'camera-absent',
  OverconstrainedError: 'camera-absent',
  NotReadableError: 'camera-busy',
  AbortError: 'camera-busy',
};

/** Whether this page may ask for a camera at all: an iframe without `allow="camera"` may not. */
function isForbidden(): boolean {
  const { featurePolicy } = document as Document & { featurePolicy?: { allowsFeature(name: string): boolean } };
  return featurePolicy?.allowsFeature('camera') === false;
}

/** Open the front camera. @throws Failure camera-denied, -forbidden, -absent, -busy, browser-unsupported */
export async function openCamera(): Promise<MediaStream> {
  const { mediaDevices } = navigator as { mediaDevices?: MediaDevices };
  if (!mediaDevices || typeof OffscreenCanvas === 'undefined') throw new Failure('browser-unsupported');
  try {
    return await mediaDevices.getUserMedia(constraints);
  } catch (cause) {
    if (isForbidden()) throw new Failure('camera-forbidden', { cause });
    throw new Failure(codes[(cause as DOMException).name] ?? 'camera-busy', { cause });
  }
}

/** Switch the camera off. */
export const closeCamera = (stream: MediaStream): void => stream.getTracks().forEach((track) => track.stop());

/** Frames come a little early or late: one this near to its turn is taken, half a 60 Hz frame. */
const slackMs = 1000 / 60;

/**
 * Call back for the video's frames, at most `frameRateHz` a second, until the signal aborts.
 *
 * @param onFrame gets the time of the frame on the page's monotonic clock; false if it could not take the frame, which
 *   then does not count
 */
export function watchFrames(
  video: HTMLVideoElement,
  signal: AbortSignal,
  onFrame: (timestampMs: number) => boolean,
): void {
  const requestNext = (callback: (nowMs: number) => void) =>
    'requestVideoFrameCallback' in video ? video.requestVideoFrameCallback(callback) : requestAnimationFrame(callback);
  let dueMs = -Infinity;
  const next = (nowMs: number) => {
    if (signal.aborted) return;
    requestNext(next);
    if (nowMs < dueMs - slackMs || video.readyState < HTMLMediaElement.HAVE_CURRENT_DATA) return;
    if (onFrame(nowMs)) dueMs = Math.max(dueMs + 1000 / frameRateHz, nowMs);
  };
  requestNext(next);
}
