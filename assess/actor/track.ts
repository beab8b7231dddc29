/** Tracks the face through a film, frame by frame, as the widget does, and writes what its trace would contain. */
import { tracedIndices } from '#protocol/measure/landmark.ts';
import type { TraceRecord } from '#protocol/capture/trace.ts';
import { backgroundColour, skinColour } from '#vision/colour.ts';
import { inMemory, type Picture } from '#vision/picture.ts';
import { nodeVision } from './node-vision.ts';

/** Seconds after which the widget counts the faces again. */
const countEveryS = 0.4;

export interface TrackedFrame {
  readonly record: TraceRecord;
  readonly picture: Picture;
}

/**
 * @param film JPEGs of one size
 * @param rateHz frames a second
 */
export async function* track(film: readonly Uint8Array[], rateHz: number): AsyncGenerator<TrackedFrame> {
  const { tracker, decode } = await nodeVision();
  const countEvery = Math.round(countEveryS * rateHz);
  tracker.reset();
  // The first frame is tracked twice. The region of the face has then settled, as if another film had come before.
  await tracker.track(inMemory(await decode(film[0]!)), true);
  let counted = 0;
  for (const [n, frame] of film.entries()) {
    const picture = await decode(frame);
    const pixels = inMemory(picture);
    const { face: points, faces } = await tracker.track(pixels, n % countEvery === 0);
    counted = faces ?? counted;
    const face = points && tracedIndices.map((index) => ({ x: points[index]!.x, y: points[index]!.y }));
    const record: TraceRecord = {
      atMs: Math.round((n * 1000) / rateHz),
      faces: face ? Math.max(1, counted) : 0,
      skin: face ? skinColour(pixels, face) : [0, 0, 0],
      background: backgroundColour(pixels),
      face,
    };
    yield { record, picture };
  }
}
