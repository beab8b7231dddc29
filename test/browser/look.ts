/** How the element looks on a page, and what differs from how it looks on another one. */

export interface Look {
  readonly what: string;
  readonly box: readonly number[];
  readonly style: ReadonlyMap<string, string>;
}

/** How every element of the card is styled, and where it lies in the card. */
export function look(root: ShadowRoot): Look[] {
  const card = root.querySelector('.card')!;
  const { x: left, y: top } = card.getBoundingClientRect();
  return [card, ...card.querySelectorAll('*')]
    .filter((element) => !(element instanceof HTMLSlotElement))
    .map((element) => {
      const { x, y, width, height } = element.getBoundingClientRect();
      const style = getComputedStyle(element);
      return {
        what: `${element.tagName.toLowerCase()}.${element.getAttribute('class') ?? ''}`,
        // What is not shown lies nowhere.
        box: element.getClientRects().length === 0 ? [] : [x - left, y - top, width, height],
        style: new Map(Array.from(style, (name) => [name, style.getPropertyValue(name)])),
      };
    });
}

/** In pixels: a card at another place of the page is rounded otherwise. */
const tolerance = 0.5;

export const differences = (plain: readonly Look[], other: readonly Look[]): string[] =>
  plain.flatMap(({ what, box, style }, n) => {
    const { box: otherBox, style: otherStyle } = other[n]!;
    const isElsewhere = box.length !== otherBox.length || box.some((px, m) => Math.abs(px - otherBox[m]!) > tolerance);
    return [
      ...(isElsewhere ? [`${what} lies at ${otherBox.join()}, not ${box.join()}`] : []),
      ...[...style]
        .filter(([name, value]) => otherStyle.get(name) !== value)
        .map(([name, value]) => `${what} ${name}: ${otherStyle.get(name)}, not ${value}`),
    ];
  });
