import type { Eyes } from '#protocol/measure/sample.ts';

/** Signals of a face whose two eyes are equally open, with each eye. */
export function bothEyes<T extends { readonly eyeAspectRatio: number | undefined }>(signals: T) {
  const { eyeAspectRatio: ratio } = signals;
  type Each = T['eyeAspectRatio'] extends number ? Eyes : Eyes | undefined;
  return { ...signals, eyes: (ratio === undefined ? undefined : { right: ratio, left: ratio }) as Each };
}
