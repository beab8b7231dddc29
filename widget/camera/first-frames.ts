import { Failure } from '../page/failure.ts';
import type { Sight } from '../page/visible.ts';
import { eachFrame } from './frames.ts';
import { judge } from './judge.ts';
import { pictureOf, type Picture } from './picture.ts';

/** The size at which frames are measured. A sensor's noise is still visible at this size, and measuring is cheap. */
const [widthPx, heightPx] = [64, 48];

/** How often the frames so far are judged. */
const tickMs = 100;

/**
 * Watch a stream's first frames until they can be judged. Only time in which the person can see the element counts, because
 * a browser shows no frames in a hidden page.
 *
 * @param video the video element of the stream; it plays or is about to play
 * @throws Failure with the flaw; camera-interrupted, camera-lost
 */
export async function checkFirstFrames(
  video: HTMLVideoElement,
  track: MediaStreamTrack,
  signal: AbortSignal,
  sight: Sight,
): Promise<void> {
  const canvas = Object.assign(document.createElement('canvas'), { width: widthPx, height: heightPx });
  const context = canvas.getContext('2d', { willReadFrequently: true })!;
  const pictures: Picture[] = [];
  let elapsedMs = 0;
  /** Flaws are timed from the first frame, which some cameras send only after seconds. */
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
      // If the timer was late, the page may have received no frames meanwhile. That time does not count.
      if (!sight.unseen) elapsedMs += Math.min(2 * tickMs, performance.now() - beforeMs);
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
