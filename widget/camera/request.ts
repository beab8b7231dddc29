/** Asks the browser for a camera, and gets a stream or fails with a code. */
import { ownValue } from '#protocol/own.ts';
import { isCameraAllowed } from '../page/support.ts';
import { Failure, type AttesterCode } from '../page/failure.ts';
import { endedOnPurpose, rejection } from '../page/abort.ts';
import type { Sight } from '../page/visible.ts';
import { limits } from './limits.ts';

/** The code for each error name of the browser. Source of the names: Media Capture and Streams, §10.2 getUserMedia. */
const codes: Readonly<Record<string, AttesterCode>> = {
  NotAllowedError: 'camera-denied',
  SecurityError: 'camera-forbidden',
  NotFoundError: 'camera-absent',
  OverconstrainedError: 'camera-absent',
  NotReadableError: 'camera-busy',
  AbortError: 'camera-busy',
};

/** Switch a stream's camera off. */
export const stopStream = (stream: MediaStream): void => stream.getTracks().forEach((track) => track.stop());

/**
 * Open a camera. If it cannot give the wished size, or is in use, ask a second time without a size; if it is in use, after a
 * wait.
 *
 * @param deviceId the id of the camera to open; undefined for the one that faces the person
 * @param signal a stream that comes after its abort is stopped
 * @param sight no camera is asked for while the person cannot see the element
 * @throws Failure camera-denied, -forbidden, -absent, -busy, -unanswered, browser-unsupported; an abort
 */
export async function requestCamera(
  deviceId: string | undefined,
  signal: AbortSignal,
  sight: Sight,
): Promise<MediaStream> {
  const which: MediaTrackConstraints = deviceId ? { deviceId: { exact: deviceId } } : { facingMode: 'user' };
  const wished = { ...which, width: { ideal: 640 }, height: { ideal: 480 }, frameRate: { ideal: 30 } };
  try {
    return await ask(wished, signal, sight);
  } catch (error) {
    const { name } = ((error as Failure).cause ?? {}) as Partial<DOMException>;
    const isBusy = error instanceof Failure && error.code === 'camera-busy';
    if (!isBusy && name !== 'OverconstrainedError') throw error;
    if (isBusy) await new Promise((resolve) => setTimeout(resolve, limits.busyMs));
    return ask(which, signal, sight);
  }
}

async function ask(video: MediaTrackConstraints, signal: AbortSignal, sight: Sight): Promise<MediaStream> {
  const { mediaDevices } = navigator as { mediaDevices?: MediaDevices };
  if (!mediaDevices || typeof OffscreenCanvas === 'undefined') throw new Failure('browser-unsupported');
  await sight.shown(signal); // in a hidden page some browsers refuse, and some never answer
  if (signal.aborted) throw endedOnPurpose();
  const given = mediaDevices.getUserMedia({ audio: false, video });
  const waiting = new AbortController();
  const giveUp = () => waiting.abort();
  const timer = setTimeout(giveUp, limits.answerMs);
  signal.addEventListener('abort', giveUp);
  const reason = () => (signal.aborted ? endedOnPurpose() : new Failure('camera-unanswered'));
  // A stream that comes too late would leave the camera on.
  given.then((stream) => waiting.signal.aborted && stopStream(stream)).catch(() => undefined);
  try {
    return await Promise.race([given, rejection(waiting.signal, reason)]);
  } catch (cause) {
    if (waiting.signal.aborted) throw cause;
    if (isCameraAllowed() === false) throw new Failure('camera-forbidden', { cause });
    throw new Failure(ownValue(codes, (cause as DOMException).name) ?? 'camera-busy', { cause });
  } finally {
    clearTimeout(timer);
    signal.removeEventListener('abort', giveUp);
  }
}
