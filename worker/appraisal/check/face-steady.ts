import { faceBox } from '#protocol/measure/face-box.ts';
import { atMost, defineCheck } from './check.ts';

/** From frame to frame the face changes its place and its size only a little, as one head does. */
export const faceSteady = defineCheck({
  name: 'face-steady',
  weight: 'mandatory',
  bounds: ({ face }) => atMost({ shift: face.maxShift, growth: face.maxGrowth }, 'undetermined', 'moved-too-fast'),
  measure({ watched }) {
    const boxes = watched.flatMap((record) => (record.face ? [faceBox(record.face)] : []));
    let shift = 0;
    let growth = 1;
    boxes.slice(1).forEach(({ centre, widthPx }, n) => {
      const before = boxes[n]!;
      shift = Math.max(shift, Math.hypot(centre.x - before.centre.x, centre.y - before.centre.y) / before.widthPx);
      growth = Math.max(growth, widthPx / before.widthPx, before.widthPx / widthPx);
    });
    return { shift, growth };
  },
});
