/** Pages whose own styles would reach into the element: by inheritance, and by rules for every element. */
import { expect } from '@open-wc/testing';
import { fadedIn } from './page-clock.ts';
import { reachState, type Reached } from './reach-state.ts';

const built: string = '/dist/site/beihe.mjs';
await import(built);

const reached: Reached[] = [];
const sheet = document.head.appendChild(document.createElement('style'));
// In a page with another writing mode, the width of the body would be that of its content.
document.body.style.width = '440px';
afterEach(() => {
  sheet.textContent = '';
  document.body.className = '';
});

/** Removes the element after the tests of a group. */
const removeAll = () => reached.splice(0).forEach(({ remove }) => remove());

/** Bring the element into a state, and stop it there. */
async function reach(name: string, locale: string): Promise<ShadowRoot> {
  const state = await reachState(name, { locale });
  reached.push(state);
  const { root } = state.harness;
  await fadedIn(root);
  for (const animation of root.getAnimations()) animation.pause();
  return root;
}

describe('a page’s text styles', () => {
  afterEach(removeAll);

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
  let root: ShadowRoot;
  before(async () => {
    root = await reach('done', 'zh-CN');
  });
  after(removeAll);

  const cardStyle = () => getComputedStyle(root.querySelector('.card')!);

  it('is the text size, on the element', () => {
    sheet.textContent = 'beihe-verify { font-size: 20px }';
    expect(cardStyle().fontSize).to.equal('20px');
  });

  it('is font and colours, by custom properties on any ancestor', () => {
    sheet.textContent = 'body { --beihe-font: fantasy; --beihe-text: rgb(1, 2, 3); --beihe-surface: rgb(4, 5, 6) }';
    const { fontFamily, color, backgroundColor } = cardStyle();
    expect([fontFamily, color, backgroundColor]).to.deep.equal(['fantasy', 'rgb(1, 2, 3)', 'rgb(4, 5, 6)']);
  });

  it('is whether the element is visible and takes clicks', () => {
    sheet.textContent = 'body { visibility: hidden; pointer-events: none }';
    const { visibility, pointerEvents } = cardStyle();
    expect([visibility, pointerEvents]).to.deep.equal(['hidden', 'none']);
  });

  it('is not the language: the card keeps that of its text, for fonts and line breaks', async () => {
    const { element } = reached[0]!.harness;
    element.locale = 'en';
    await element.updateComplete;
    expect(root.querySelector('h2:lang(en)')).not.to.equal(null);
    expect(cardStyle().getPropertyValue('-webkit-locale')).to.equal('"en"');
  });
});
