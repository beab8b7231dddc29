/** Move the focus to a step's heading, and scroll the element into view. */
export function focusStep(element: Element, root: ParentNode): void {
  root.querySelector<HTMLElement>('h2')?.focus({ preventScroll: true });
  bringIntoView(element);
}

/**
 * Scroll only if part of the element is outside the window. An element that is higher than the window is scrolled to
 * its top.
 */
export function bringIntoView(element: Element): void {
  const { top, bottom } = element.getBoundingClientRect();
  const fits = bottom - top <= innerHeight;
  if (top < 0 || (fits ? bottom > innerHeight : top > 0)) element.scrollIntoView({ block: fits ? 'nearest' : 'start' });
}
