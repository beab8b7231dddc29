import { faceBox } from '#protocol/measure/face-box.ts';
import type { TracedFace } from '#protocol/measure/landmark.ts';
import { median } from '#protocol/measure/median.ts';
import { atLeast, atMost, defineCheck } from './check.ts';

/** The face is large enough to measure, small enough to be whole, and inside the frame. */
export const facePlaced = defineCheck({
  name: 'face-placed',
  weight: 'mandatory',
  bounds: ({ face }) => [
    ...atLeast({ width: face.minWidth }, 'undetermined', 'face-too-small'),
    ...atMost({ width: face.maxWidth }, 'undetermined', 'face-too-close'),
    ...atLeast({ inside: face.minInside }, 'undetermined', 'face-missing'),
  ],
  measure({ watched, capture }) {
    const { widthPx, heightPx } = capture.trace.header;
    const faces = watched.flatMap(({ face }) => (face ? [face] : []));
    const width = median(faces.map((face) => faceBox(face).widthPx / Math.min(widthPx, heightPx)));
    if (width === undefined) return 'face-missing';
    return { width, inside: Math.min(...faces.map((face) => insideShare(face, widthPx, heightPx))) };
  },
});

const insideShare = (face: TracedFace, widthPx: number, heightPx: number) =>
  face.filter(({ x, y }) => x >= 0 && y >= 0 && x <= widthPx && y <= heightPx).length / face.length;
