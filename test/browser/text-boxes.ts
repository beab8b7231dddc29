/** Where the element's text lies on the screen. */

/** The elements that have visible text themselves, and their boxes on the screen. */
export function readBoxes(root: ShadowRoot): { element: Element; box: DOMRect }[] {
  return [...root.querySelectorAll('.card *')]
    .filter((element) => !element.closest('.aloud') && [...element.childNodes].some(isText))
    .map((element) => {
      const range = document.createRange();
      range.selectNodeContents(element);
      return { element, box: range.getBoundingClientRect() };
    })
    .filter(({ box }) => box.width > 0);
}
const isText = (node: Node) => node.nodeType === Node.TEXT_NODE && node.textContent!.trim() !== '';

export const overlap = (a: DOMRect, b: DOMRect) =>
  Math.min(a.right, b.right) - Math.max(a.left, b.left) > 2 &&
  Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top) > 2;
