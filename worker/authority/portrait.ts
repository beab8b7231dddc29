/** The bounds that a database sets on the portrait. They are checked before anything is sent. */
import { jpegFrame } from '#protocol/capture/jpeg.ts';
import { base64 } from '#protocol/base64.ts';

export interface PortraitBounds {
  /** Of the picture in base64, which is what the databases count. */
  readonly maxCharacters: number;
  readonly shortSidePx?: { readonly min: number; readonly max: number };
  readonly longSidePx?: { readonly min: number; readonly max: number };
}

/** @returns the picture in base64, or the code of what is wrong with it */
export function portraitFor(
  jpeg: Uint8Array,
  { maxCharacters, shortSidePx, longSidePx }: PortraitBounds,
): { readonly picture: string } | { readonly fault: string } {
  const frame = jpegFrame(jpeg);
  if (!frame) return { fault: 'portrait-not-jpeg' };
  const sides = [frame.widthPx, frame.heightPx].toSorted((a, b) => a - b);
  for (const [side, bounds] of [shortSidePx, longSidePx].entries()) {
    if (bounds && sides[side]! < bounds.min) return { fault: 'portrait-too-small' };
    if (bounds && sides[side]! > bounds.max) return { fault: 'portrait-too-many-pixels' };
  }
  const picture = base64(jpeg);
  return picture.length > maxCharacters ? { fault: 'portrait-too-large' } : { picture };
}
