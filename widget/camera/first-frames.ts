import { Failure } from '../page/failure.ts';
import { eachFrame } from './frames.ts';
import { judge } from './judge.ts';
import { pictureOf, type Picture } from './picture.ts';

/** The size at which frames are measured: noise survives, and it costs next to nothing. */
const [widthPx, heightPx] = [64, 48];

/** How often to look at the clock while no frame comes. */
const tickMs = 100;

/**
 * Watch a stream's first frames until they can be judged. Only time in which the page is visible counts: hidden, no
 * browser shows frames.
 *
 * @param video the stream's, playing or about to
 * @throws Failure with the flaw; camera-interrupted, camera-lost
 */
export async function checkFirstFrames(
  video: HTMLVideoElement,
  track: MediaStreamTrack,
  signal: AbortSignal,
): Promise<void> {
  const canvas = Object.assign(document.createElement('canvas'), { width: widthPx, height: heightPx });
  const context = canvas.getContext('2d', { willReadFrequently: true })!;
  const pictures: Picture[] = [];
  let elapsedMs = 0;
  /** A flaw's time runs from the first frame: some cameras take seconds to send it, and none is judged by it alone. */
  let firstMs = 0;
  const watching = new AbortController();
  eachFrame(video, watching.signal, () => {
    context.drawImage(video, 0, 0, widthPx, heightPx);
    pictures.push(pictureOf(context.getImageData(0, 0, widthPx, heightPx).data));
  });
  try {
    for (;;) {
      const beforeMs = performance.now();
      await new Promise((resolve) => setTimeout(resolve, tickMs));
      if (signal.aborted) return;
      if (track.readyState === 'ended') throw new Failure('camera-lost');
      // A timer that is late was not given its frames either.
      if (!document.hidden) elapsedMs += Math.min(2 * tickMs, performance.now() - beforeMs);
      if (pictures.length === 0) firstMs = elapsedMs;
      const shortPx = Math.min(video.videoWidth, video.videoHeight);
      const judgement = judge({
        pictures,
        elapsedMs: pictures.length === 0 ? elapsedMs : elapsedMs - firstMs,
        shortPx,
      });
      if (judgement === 'usable') return;
      if (judgement === 'camera-silent' && track.muted) throw new Failure('camera-interrupted');
      if (judgement) throw new Failure(judgement);
    }
  } finally {
    watching.abort();
  }
}
