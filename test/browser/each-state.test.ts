/**
 * What holds in every state. A state is reached once for all of these rules, because that takes seconds; what one of them changes is
 * changed back after it.
 */
import { expect } from '@open-wc/testing';
import { setViewport } from '@web/test-runner-commands';
import type { AxeResults, RunOptions } from 'axe-core';
import { hostileSheets } from './hostile-styles.ts';
import { differences, look } from './look.ts';
import { fadedIn } from './page-clock.ts';
import { reachState, type Reached } from './reach-state.ts';
import { states } from './states.ts';
import { overlap, readBoxes } from './text-boxes.ts';

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
const alike =
  /^hint-(?!face-missing|too-dark)|^enough-(?!left)|^consent-slower-given|^blink-[23]|^turn-right|^retry-1|^failed-(?!camera-denied|network-lost)/;

/** States with all arrangements of text, which is checked at 200 %. */
const enlarged = [
  'consent-missing',
  'consent-slower',
  'enough-left',
  'retry-missed',
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
];

/** States with targets to touch. */
const touched = [
  'consent',
  'consent-slower',
  'retry-missed',
  'retry-5',
  'failed-camera-denied',
  'signing',
  'signing-typed',
];

const sheet = document.head.appendChild(document.createElement('style'));

afterEach(async () => {
  sheet.textContent = '';
  document.body.removeAttribute('style');
  document.body.className = '';
  await setViewport({ width: 800, height: 600 });
});

for (const { name } of states.filter((state) => !alike.test(state.name) || enlarged.includes(state.name))) {
  describe(`while ${name}`, () => {
    let shown: Reached;
    before(async () => {
      shown = await reachState(name);
    });
    after(() => shown.remove());
    afterEach(() => {
      const { element } = shown.harness;
      element.setAttribute('locale', 'zh-CN');
      for (const changed of ['theme', 'style']) element.removeAttribute(changed);
    });

    for (const locale of ['zh-CN', 'en']) {
      it(`a page’s own text styles change nothing, ${locale}`, async () => {
        const { element, root } = shown.harness;
        element.setAttribute('locale', locale);
        // In a page with another writing mode, the width of the body would be that of its content.
        document.body.style.width = '440px';
        await element.updateComplete;
        await fadedIn(root);
        const moving = root.getAnimations().filter(({ playState }) => playState === 'running');
        for (const animation of moving) animation.pause();
        const plain = look(root);
        expect(plain.length).to.be.greaterThan(3);
        for (const [how, text] of Object.entries(hostileSheets)) {
          sheet.textContent = text;
          // No frame is drawn in between, so that the element cannot change by itself.
          document.body.className = 'hostile';
          const changed = differences(plain, look(root));
          document.body.className = '';
          expect(changed, how).to.deep.equal([]);
        }
        for (const animation of moving) animation.play();
      });
    }

    it('axe finds nothing, light and dark', async () => {
      const { element, root } = shown.harness;
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

    if (touched.includes(name)) {
      it('targets for a finger have 44 px', async () => {
        await setViewport({ width: 320, height: 568 });
        const targets = [...shown.harness.root.querySelectorAll('button, .purpose, input[type=text]')];
        expect(targets.length).to.be.greaterThan(0);
        for (const target of targets) {
          const { width, height } = target.getBoundingClientRect();
          expect(Math.min(width, height), target.outerHTML).to.be.at.least(44);
        }
      });
    }

    for (const locale of enlarged.includes(name) ? ['zh-CN', 'en'] : []) {
      it(`text at 200 % on a screen 320 px wide is neither cut nor covered, ${locale}`, async () => {
        await setViewport({ width: 320, height: 568 });
        document.body.style.margin = '0';
        const { element, root } = shown.harness;
        element.setAttribute('locale', locale);
        element.style.fontSize = '200%';
        await element.updateComplete;
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
        root.querySelectorAll<HTMLElement>('.agree').forEach((bar) => {
          bar.style.position = '';
        });
      });
    }
  });
}
