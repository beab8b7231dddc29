/** The photos of ../shared/media that may be animated and shown under their licence. */
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const folders = {
  /** People: public domain or CC BY. */
  people: fileURLToPath(new URL('../../../shared/media/faces/stills/', import.meta.url)),
  /** Faces that a model generated (MIT). None of these people exists. */
  synthetic: fileURLToPath(new URL('../../../shared/media/real/stills-synthetic/', import.meta.url)),
};

/**
 * The puppet takes the pose, the lips and the eyes of the photo as the neutral face. These generated stills are therefore left
 * out, because a viewer sees a person who does not hold a neutral face towards the camera:
 *
 * - the head is turned or tilted far: `female-16_0`, `female-30_4`, `female-70_2`, `female-70_5`, `old_0`, `old_4`
 * - the lips are open in a smile: `any_3`, `female-30_0`, `female-30_2`, `female-30_5`
 * - the eyes are closed, or hidden by dark glasses: `female-16_5`, `female-70_4`, `old_2`
 */
export const puppetPhotos = [
  'collins_1',
  'intel_female_1',
  'intel_female_2',
  'intel_male_1',
  'intel_male_2',
  'intel_male_3',
  'sfhq_asian-any_0',
  'sfhq_asian-any_1',
  'sfhq_asian-any_2',
  'sfhq_asian-any_4',
  'sfhq_asian-any_5',
  'sfhq_asian-female-16_1',
  'sfhq_asian-female-16_2',
  'sfhq_asian-female-16_3',
  'sfhq_asian-female-16_4',
  'sfhq_asian-female-30_1',
  'sfhq_asian-female-30_3',
  'sfhq_asian-female-70_0',
  'sfhq_asian-female-70_1',
  'sfhq_asian-female-70_3',
  'sfhq_asian-old_1',
  'sfhq_asian-old_3',
  'sfhq_asian-old_5',
] as const;

export type PuppetPhoto = (typeof puppetPhotos)[number];

/** Whether a model generated the photo. */
export const isSynthetic = (photo: PuppetPhoto): boolean => photo.startsWith('sfhq_');

export const stillPath = (photo: PuppetPhoto): string =>
  isSynthetic(photo) ? `${folders.synthetic}${photo}.jpg` : `${folders.people}${photo}.png`;

export const hasStill = (photo: PuppetPhoto): boolean => existsSync(stillPath(photo));
