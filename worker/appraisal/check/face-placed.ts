import type { Cause } from '#protocol/capture/verdict.ts';
import { faceBox } from '#protocol/measure/face-box.ts';
import type { TracedFace } from '#protocol/measure/landmark.ts';
import { median } from '#protocol/measure/median.ts';
import { finding, type Check } from './check.ts';

/** The face is large enough to measure, small enough to be whole, and inside the frame. */
export const facePlaced: Check = {
  name: 'face-placed',
  weight: 'mandatory',
  means: 'undetermined',
  judge({ watched, capture, policy: { face: bounds } }) {
    const { widthPx, heightPx } = capture.trace.header;
    const faces = watched.flatMap(({ face }) => (face ? [face] : []));
    const width = median(faces.map((face) => faceBox(face).widthPx / Math.min(widthPx, heightPx)));
    if (width === undefined) return finding(false, ['face-missing']);
    const inside = Math.min(...faces.map((face) => insideShare(face, widthPx, heightPx)));
    const causes: readonly Cause[] = [
      ...(width < bounds.minWidth ? (['face-too-small'] as const) : []),
      ...(width > bounds.maxWidth ? (['face-too-close'] as const) : []),
      ...(inside < bounds.minInside ? (['face-missing'] as const) : []),
    ];
    return finding(causes.length === 0, causes, { width, inside });
  },
};

const insideShare = (face: TracedFace, widthPx: number, heightPx: number) =>
  face.filter(({ x, y }) => x >= 0 && y >= 0 && x <= widthPx && y <= heightPx).length / face.length;
