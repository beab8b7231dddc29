import { expect } from '@open-wc/testing';
import { emulateMedia, sendKeys, setViewport } from '@web/test-runner-commands';
import { Harness, refuseCamera } from './harness.ts';
import { fadedIn, until } from './page-clock.ts';
import { reachState, type Reached } from './reach-state.ts';
import { StandIn } from './stand-in.ts';
import { StubVerifier } from './stub-verifier.ts';

const built: string = '/dist/site/beihe.mjs';
await import(built);

let reached: Reached | undefined;
const reach = async (name: string): Promise<Harness> => {
  reached = await reachState(name);
  return reached.harness;
};

afterEach(async () => {
  reached?.remove();
  reached = undefined;
  await setViewport({ width: 800, height: 600 });
  await emulateMedia({ reducedMotion: 'no-preference', forcedColors: 'none' });
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
