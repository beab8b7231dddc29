import { expect } from '@open-wc/testing';
import { emulateMedia, sendKeys, setViewport } from '@web/test-runner-commands';
import type { AxeResults, RunOptions } from 'axe-core';
import { Harness, refuseCamera } from './harness.ts';
import { fadedIn, until } from './page-clock.ts';
import { reachState, type Reached } from './reach-state.ts';
import { StandIn } from './stand-in.ts';
import { states } from './states.ts';
import { StubVerifier } from './stub-verifier.ts';

const built: string = '/dist/site/beihe.mjs';
await import(built);

await new Promise((resolve) => {
  const script = document.createElement('script');
  script.src = '/node_modules/axe-core/axe.min.js';
  script.addEventListener('load', resolve);
  document.head.append(script);
});
const { axe } = window as unknown as { axe: { run(root: Element, options: RunOptions): Promise<AxeResults> } };

/** States that differ from another one only in their words. */
const alike = /^hint-(?!face-missing|too-dark)|^blink-[23]|^turn-right|^retry-1|^failed-(?!camera-denied|network-lost)/;

let reached: Reached | undefined;
const reach = async (name: string, attributes?: Record<string, string>): Promise<Harness> => {
  reached = await reachState(name, attributes);
  return reached.harness;
};

afterEach(async () => {
  reached?.remove();
  reached = undefined;
  await setViewport({ width: 800, height: 600 });
  await emulateMedia({ reducedMotion: 'no-preference', forcedColors: 'none' });
});

describe('axe', () => {
  for (const { name } of states.filter((state) => !alike.test(state.name))) {
    it(`finds nothing while ${name}, light and dark`, async () => {
      const { element, root } = await reach(name);
      for (const theme of ['light', 'dark']) {
        document.body.style.background = theme === 'dark' ? '#14181d' : '#fff';
        element.setAttribute('theme', theme);
        await element.updateComplete;
        await fadedIn(root);
        const { violations } = await axe.run(element, { resultTypes: ['violations'] });
        expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`)).to.deep.equal(
          [],
        );
      }
    });
  }
});

describe('a person with a keyboard alone', () => {
  it('goes from consent to done, and through a retry', async () => {
    const verifier = new StubVerifier({ causes: ['too-dark'], windowMs: 300 });
    const camera = new StandIn();
    const harness = new Harness();
    reached = {
      harness,
      camera,
      remove() {
        harness.remove();
        camera.restore();
        verifier.restore();
      },
    };
    await harness.reach('consent');
    expect(document.activeElement, 'no focus is moved before the person began').to.equal(document.body);
    await sendKeys({ press: 'Tab' });
    expect(harness.root.activeElement).to.equal(harness.root.querySelector('input[required]'));
    await sendKeys({ press: 'Space' });
    await sendKeys({ press: 'Tab' });
    await sendKeys({ press: 'Tab' });
    expect(harness.root.activeElement?.tagName).to.equal('BUTTON');
    await sendKeys({ press: 'Enter' });
    await harness.reach('positioning', 'acting');
    await until(() => harness.root.activeElement?.tagName === 'H2');
    await harness.reach('retry');
    await until(() => harness.root.activeElement?.textContent.includes('还差一点'));
    await sendKeys({ press: 'Tab' });
    expect(harness.root.activeElement?.tagName).to.equal('BUTTON');
    await sendKeys({ press: 'Enter' });
    await harness.reach('readying', 'positioning', 'acting');
  });

  it('gets the focus on the end of the run', async () => {
    const harness = await reach('done');
    await until(() => harness.root.activeElement?.textContent.includes('已完成'));
    const heading = harness.root.activeElement!;
    expect(harness.root.querySelector(`#${heading.getAttribute('aria-describedby')}`)?.textContent).to.contain('提交');
  });

  it('is told of a failure by an alert', async () => {
    const restore = refuseCamera('NotAllowedError');
    const verifier = new StubVerifier();
    const harness = new Harness();
    await harness.agree();
    await harness.reach('failed');
    expect(harness.root.querySelector('[role=alert]')?.textContent).to.contain('摄像头');
    harness.remove();
    verifier.restore();
    restore();
  });

  it('finds no field behind the button bar', async () => {
    await setViewport({ width: 390, height: 844 });
    const { root } = await reach('consent');
    for (const box of root.querySelectorAll<HTMLInputElement>('input')) {
      box.focus();
      const bar = root.querySelector('.agree')!;
      await until(() => box.getBoundingClientRect().bottom <= bar.getBoundingClientRect().top);
    }
  });
});

describe('a person who wants no motion', () => {
  for (const [name, part] of [
    ['turn-left', '.features'],
    ['turn-right', '.features'],
    ['nod', '.features'],
    ['open-mouth', '.mouth'],
  ] as const) {
    it(`sees the far end of ${name} as a still picture`, async () => {
      await emulateMedia({ reducedMotion: 'reduce' });
      const { root } = await reach(name);
      const names = root.getAnimations().map((animation) => (animation as CSSAnimation).animationName);
      expect(names, 'only the remaining time moves, in steps').to.deep.equal(['run-out']);
      expect(getComputedStyle(root.querySelector('.running')!).animationTimingFunction).to.contain('steps(6');
      expect(getComputedStyle(root.querySelector(part)!).transform).not.to.equal('none');
      expect(root.querySelector('h2')!.textContent).not.to.equal('');
    });
  }

  it('sees closed eyes and how often', async () => {
    await emulateMedia({ reducedMotion: 'reduce' });
    const { root } = await reach('blink-3');
    expect(getComputedStyle(root.querySelector('.lid')!).opacity).to.equal('1');
    expect(root.querySelectorAll('.counts i')).to.have.length(3);
    expect(root.querySelector('h2')!.textContent).to.contain('3');
  });
});

it('past windows look different from those to come in forced colours', async () => {
  await emulateMedia({ forcedColors: 'active' });
  const { root } = await reach('between');
  await fadedIn(root);
  const colours = ['past', 'now'].map(
    (name) => getComputedStyle(root.querySelector(`.steps .${name}`)!).backgroundColor,
  );
  expect(colours[0]).not.to.equal(colours[1]);
});

/** The elements that have visible text themselves, and their boxes on the screen. */
function readBoxes(root: ShadowRoot): { element: Element; box: DOMRect }[] {
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

const overlap = (a: DOMRect, b: DOMRect) =>
  Math.min(a.right, b.right) - Math.max(a.left, b.left) > 2 &&
  Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top) > 2;

describe('text at 200 % on a screen 320 px wide', () => {
  for (const name of [
    'consent-missing',
    'readying',
    'hint-faces-several',
    'get-ready',
    'blink-4',
    'acting-warned',
    'answered',
    'sending',
    'done',
    'retry-5',
    'paused',
    'failed-camera-denied',
    'consent-filing',
    'signing-missing',
    'signing-typed',
  ]) {
    for (const locale of ['zh-CN', 'en']) {
      it(`is neither cut nor covered while ${name}, ${locale}`, async () => {
        await setViewport({ width: 320, height: 568 });
        document.body.style.margin = '0';
        const { element, root } = await reach(name, { locale });
        element.style.fontSize = '200%';
        await fadedIn(root);
        expect(Number.parseFloat(getComputedStyle(root.querySelector('.card')!).fontSize)).to.equal(32);
        expect(document.documentElement.scrollWidth).to.equal(320);
        const boxes = readBoxes(root);
        expect(boxes.length).to.be.greaterThan(0);
        for (const { element: read, box } of boxes) {
          expect(box.left, read.outerHTML).to.be.at.least(0);
          expect(box.right, read.outerHTML).to.be.at.most(320.5);
        }
        // The button bar may cover content that is scrolled under it. Here it is where it is after scrolling to the
        // end.
        root.querySelectorAll<HTMLElement>('.agree').forEach((bar) => {
          bar.style.position = 'static';
        });
        const still = readBoxes(root);
        const covered = still.flatMap(({ element: a, box }, n) =>
          still
            .slice(n + 1)
            .filter(({ element: b, box: other }) => !a.contains(b) && !b.contains(a) && overlap(box, other))
            .map(({ element: b }) => `${a.outerHTML} / ${b.outerHTML}`),
        );
        expect(covered).to.deep.equal([]);
      });
    }
  }
});

describe('a person with a touchscreen', () => {
  for (const name of ['consent', 'retry-5', 'failed-camera-denied', 'signing', 'signing-typed']) {
    it(`finds targets of 44 px while ${name}`, async () => {
      await setViewport({ width: 320, height: 568 });
      const { root } = await reach(name);
      const targets = [...root.querySelectorAll('button, .purpose, input[type=text]')];
      expect(targets.length).to.be.greaterThan(0);
      for (const target of targets) {
        const { width, height } = target.getBoundingClientRect();
        expect(Math.min(width, height), target.outerHTML).to.be.at.least(44);
      }
    });
  }
});
