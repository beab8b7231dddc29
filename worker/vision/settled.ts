import type { TracedFace } from '#protocol/measure/landmark.ts';
import { distanceWithin } from '../capture/distance-within.ts';

/**
 * The mesh has settled on a face when running it again moves half of the points by no more than this, as a share of the face's
 * width.
 */
const settledWithin = 0.005;

/** The largest number of times that the mesh is run again. */
export const mostRuns = 10;

/**
 * The face on which the mesh settles. The attester's tracker runs the mesh in each frame around the points of the frame before,
 * so it has settled. In the detector's region the first run may be far off, for example by a quarter of the width of an old
 * man's bearded face (decision 0034). Most faces settle after one to three more runs.
 *
 * @param first the mesh's points in the detector's region
 * @param again runs the mesh around its last points
 * @returns the last points; undefined if there were none at first
 */
export async function settled(
  first: TracedFace | undefined,
  again: () => Promise<TracedFace | undefined>,
): Promise<TracedFace | undefined> {
  let face = first;
  for (let run = 0; face && run < mostRuns; run += 1) {
    const next = await again();
    if (!next) return face;
    const moved = distanceWithin(0.5, face, next);
    face = next;
    if (moved <= settledWithin) return face;
  }
  return face;
}
