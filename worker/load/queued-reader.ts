import type { FaceReader } from '../capture/face-reader.ts';
import type { Place } from './fair-queue.ts';

/** The face reader for one piece of work: each picture is a step of its own, so that others are handled between two pictures. */
export const queuedReader = (reader: FaceReader, { run }: Place): FaceReader => ({
  read: (jpeg, claim) => run(() => reader.read(jpeg, claim)),
  reencode: (jpeg) => run(() => reader.reencode(jpeg)),
});
