/** Pages whose own styles would reach into the element: by inheritance, and by rules for every element. */
import { expect } from '@open-wc/testing';
import { fadedIn } from './page-clock.ts';
import { reachState, type Reached } from './reach-state.ts';

const built: string = '/dist/site/beihe.mjs';
await import(built);

/** Inherited properties, each with a value that nothing in the element uses. */
const hostile = `
  text-indent: 2em; white-space: pre; letter-spacing: 4px; word-spacing: 9px; direction: rtl; text-align: right;
  text-transform: uppercase; line-height: 3; font-style: italic; font-weight: 900; font-family: monospace;
  font-variant: small-caps; font-stretch: condensed; font-kerning: none; font-size-adjust: 0.9; font-feature-settings: 'palt';
  color: red; cursor: wait; hyphens: auto; word-break: break-all; line-break: anywhere; overflow-wrap: break-word;
  quotes: 'x' 'y'; text-shadow: 2px 2px red; text-emphasis: dot; text-underline-offset: 9px; text-underline-position: under;
  text-rendering: geometricPrecision; text-orientation: upright; tab-size: 2; list-style: square inside; orphans: 5;
  -webkit-text-fill-color: lime; -webkit-text-stroke: 2px blue; caret-color: red; accent-color: red; user-select: none;
  border-collapse: collapse; border-spacing: 5px; caption-side: bottom; empty-cells: hide; image-rendering: pixelated;
  fill: red; stroke: red; stroke-width: 9px; stroke-linecap: square; stroke-dasharray: 1 1; paint-order: stroke;
`;

const sheets: Readonly<Record<string, string>> = {
  'by inheritance': `.hostile { ${hostile} writing-mode: vertical-rl }`,
  'by inheritance from a page of another text size': `.hostile { ${hostile} font-size: 40px }`,
  'by a rule for every element': `.hostile * { ${hostile} writing-mode: vertical-rl }`,
};

/** One of each step, and of each state with parts of its own. */
const steps = [
  'preparing',
  'consent-missing',
  'readying',
  'hint-too-dark',
  'get-ready',
  'blink-3',
  'turn-left',
  'acting-warned',
  'answered',
  'between',
  'sending',
  'done',
  'retry-5',
  'paused',
  'failed-camera-denied',
];

let reached: Reached | undefined;
const sheet = document.head.appendChild(document.createElement('style'));
// In a page with another writing mode, the width of the body would be that of its content.
document.body.style.width = '440px';
afterEach(() => {
  reached?.remove();
  sheet.textContent = '';
});

/** Bring the element into a state, and stop it there. */
async function reach(name: string, locale: string): Promise<ShadowRoot> {
  reached = await reachState(name, { locale });
  const { root } = reached.harness;
  await fadedIn(root);
  for (const animation of root.getAnimations()) animation.pause();
  return root;
}

interface Look {
  readonly what: string;
  readonly box: readonly number[];
  readonly style: ReadonlyMap<string, string>;
}

/** How every element of the card is styled, and where it lies in the card. */
function look(root: ShadowRoot): Look[] {
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

const differences = (plain: readonly Look[], other: readonly Look[]): string[] =>
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

describe('a page’s text styles', () => {
  for (const name of steps) {
    for (const locale of name === 'consent-missing' ? ['zh-CN', 'en'] : ['zh-CN']) {
      it(`change nothing while ${name}, ${locale}`, async () => {
        const root = await reach(name, locale);
        const plain = look(root);
        expect(plain.length).to.be.greaterThan(3);
        for (const [how, text] of Object.entries(sheets)) {
          sheet.textContent = text;
          // No frame is drawn in between, so that the element cannot change by itself.
          document.body.className = 'hostile';
          const changed = differences(plain, look(root));
          document.body.className = '';
          expect(changed, how).to.deep.equal([]);
        }
      });
    }
  }

  it('reach the element without a card, the iframe, neither by blanks nor by a turned writing mode', async () => {
    const root = await reach('done', 'zh-CN');
    const texts = [...root.childNodes].filter((node) => node.nodeType === Node.TEXT_NODE);
    expect(texts.map(({ textContent }) => textContent)).to.deep.equal([]);
    sheet.textContent = '.hostile * { writing-mode: vertical-rl }';
    document.body.className = 'hostile';
    const { writingMode } = getComputedStyle(root.host);
    document.body.className = '';
    expect(writingMode).to.equal('horizontal-tb');
  });
});

describe('what a page decides', () => {
  const cardStyle = (root: ShadowRoot) => getComputedStyle(root.querySelector('.card')!);

  it('is the text size, on the element', async () => {
    const root = await reach('done', 'zh-CN');
    sheet.textContent = 'beihe-verify { font-size: 20px }';
    expect(cardStyle(root).fontSize).to.equal('20px');
  });

  it('is font and colours, by custom properties on any ancestor', async () => {
    const root = await reach('done', 'zh-CN');
    sheet.textContent = 'body { --beihe-font: fantasy; --beihe-text: rgb(1, 2, 3); --beihe-surface: rgb(4, 5, 6) }';
    const { fontFamily, color, backgroundColor } = cardStyle(root);
    expect([fontFamily, color, backgroundColor]).to.deep.equal(['fantasy', 'rgb(1, 2, 3)', 'rgb(4, 5, 6)']);
  });

  it('is whether the element is visible and takes clicks', async () => {
    const root = await reach('done', 'zh-CN');
    sheet.textContent = 'body { visibility: hidden; pointer-events: none }';
    const { visibility, pointerEvents } = cardStyle(root);
    expect([visibility, pointerEvents]).to.deep.equal(['hidden', 'none']);
  });

  it('is not the language: the card keeps that of its text, for fonts and line breaks', async () => {
    const root = await reach('done', 'en');
    expect(root.querySelector('h2:lang(en)')).not.to.equal(null);
    expect(cardStyle(root).getPropertyValue('-webkit-locale')).to.equal('"en"');
  });
});
