/** Moves the focus within the form. */
import { idOf } from './field.ts';

/** Focuses the field or group at a path, or the nearest group where the form has none there; a folded list is unfolded. */
export function focusAt(path: string): void {
  let place = path;
  while (place !== '' && !document.getElementById(idOf(place))) place = place.slice(0, place.lastIndexOf('/'));
  const target = document.getElementById(idOf(place));
  const folded = target?.querySelector<HTMLDetailsElement>(':scope > details');
  if (folded) folded.open = true;
  target?.scrollIntoView({ block: 'center' });
  target?.focus({ preventScroll: true });
}
