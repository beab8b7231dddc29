/** What a person sees and what a screen reader says: one instruction at a time, and never a score. */
import { expect } from '@open-wc/testing';
import { setViewport } from '@web/test-runner-commands';
import { causes } from '#protocol/capture/verdict.ts';
import type { Ask } from '#protocol/action/action.ts';
import { policy } from '#protocol/policy/registry.ts';
import { wordings } from '../../widget/locale/choose.ts';
import { listen } from './listen.ts';
import { fadedIn, until } from './page-clock.ts';
import { reachState, startRun, type Reached } from './reach-state.ts';
import { states } from './states.ts';
import type { StubOptions } from './stub-verifier.ts';

const built: string = '/dist/site/beihe.mjs';
await import(built);

const zh = wordings['zh-CN'];

let reached: Reached | undefined;
const reach = async (name: string): Promise<Reached> => (reached = await reachState(name));

/** Digits and words in the element that could be a score. The number of blinks that are asked for is none. */
function scoresIn({ harness }: Reached, name: string): string[] {
  const shown = harness.root.querySelector('.words, .result')!.textContent;
  const { verifier } = states.find((state) => state.name === name)!;
  const counts = (verifier.asks ?? []).flatMap((ask) => (ask.kind === 'blink' ? [`${ask.count}`] : []));
  return [
    ...(shown.match(/\d+/g) ?? []).filter((digits) => !counts.includes(digits)),
    ...(harness.text.match(/%|得分|分数|通过|未通过|score/g) ?? []),
  ];
}

const start = async (options: StubOptions) => {
  const started = await startRun(options);
  reached = started;
  return started;
};

afterEach(async () => {
  reached?.remove();
  reached = undefined;
  await setViewport({ width: 800, height: 600 });
});

describe('the moment before the first action', () => {
  it('announces the beginning, while the oval fills, and shows no score', async () => {
    const state = await reach('get-ready');
    const { root } = state.harness;
    expect(scoresIn(state, 'get-ready')).to.deep.equal([]);
    const share = () => Number.parseFloat(root.querySelector('.ring')!.getAttribute('stroke-dasharray')!);
    expect(root.querySelector('h2')!.textContent).to.equal(zh.positioning.ready);
    expect(root.querySelector('.words')!.textContent).to.contain(zh.positioning.soon);
    const before = share();
    await until(() => share() > before);
    expect(share()).to.be.at.most(1);
  });

  it('comes before the first action in a normal run', async () => {
    const { harness } = await start({ leadInMs: policy.challenge.leadInMs });
    const said = listen(harness.root, 'h2');
    await harness.agree();
    await harness.reach('done', 'retry', 'failed');
    expect(said.indexOf(zh.positioning.ready)).to.be.greaterThan(-1);
    expect(said.indexOf(zh.positioning.ready)).to.be.lessThan(said.indexOf(zh.asks.nod));
  });
});

describe('what is said aloud', () => {
  it('is each instruction once, with its number and the number of all', async () => {
    const asks: Ask[] = [{ kind: 'nod' }, { kind: 'blink', count: 2 }, { kind: 'turn-head', direction: 'left' }];
    const { harness } = await start({ asks, windowMs: 1200, gapMs: 300 });
    const urgent = listen(harness.root, '[aria-live=assertive]');
    await harness.agree();
    await harness.reach('done', 'retry', 'failed');
    expect(urgent).to.deep.equal([
      `${zh.asks.nod}，${zh.asks.nodDetail}，${zh.windowOf(1, 3)}`,
      `${zh.asks.blink(2)}，${zh.asks.blinkDetail}，${zh.windowOf(2, 3)}`,
      `${zh.asks.turnLeft}，${zh.asks.turnDetail}，${zh.windowOf(3, 3)}`,
    ]);
    // The visible text is no live region, or it would be read twice.
    expect(harness.root.querySelectorAll('.step [aria-live], .step [role=status]')).to.have.length(0);
  });

  it('includes a hint that had to wait, and is empty once the camera is off', async () => {
    const { harness, camera } = await start({ windowMs: 600_000 });
    camera.scene = 'face-too-small';
    await harness.agree();
    await harness.reach('positioning');
    const polite = () => harness.root.querySelector('.aloud[role=status]')!.textContent;
    await until(() => polite() === zh.hints['face-too-small']);
    harness.element.sessionToken = '';
    await harness.reach('idle');
    await until(() => polite() === '');
  });
});

// The drawn person nods by 14°, which is not enough to be told so: test/unit/widget/liveness/follower.test.ts has the nod.
describe('an action that has gone far enough', () => {
  const asks: readonly {
    readonly ask: Ask;
    readonly segment: 'turn-left' | 'open-mouth';
    readonly frame: number;
  }[] = [
    { ask: { kind: 'turn-head', direction: 'left' }, segment: 'turn-left', frame: 20 },
    { ask: { kind: 'open-mouth' }, segment: 'open-mouth', frame: 25 },
  ];
  for (const { ask, segment, frame } of asks) {
    it(`is said at once, politely and once, and then that it was seen: ${segment}`, async () => {
      const { harness, camera } = await start({ asks: [ask], windowMs: 600_000 });
      const { root } = harness;
      const polite = listen(root, '.aloud[role=status]');
      const titles = listen(root, 'h2');
      await harness.agree();
      await harness.reach('acting');
      const enough = zh.asks.enough[ask.kind as keyof typeof zh.asks.enough];
      // What begins sooner than a person can react is no answer.
      camera.play('neutral');
      camera.hold(segment, frame);
      await until(() => root.querySelector('h2')!.textContent === enough);
      expect(root.querySelector('.pictogram.back')).not.to.equal(null);
      await until(() => root.querySelector('.aloud[role=status]')!.textContent === enough);
      camera.letGo();
      await until(() => root.querySelector('h2')!.textContent === zh.asks.answered);
      expect(root.querySelector('.words')!.textContent).to.contain(zh.asks.finishing);
      expect(polite.filter((text) => text === enough)).to.have.length(1);
      expect(titles.filter((text) => text === enough)).to.have.length(1);
    });
  }
});

describe('an answer', () => {
  it('is acknowledged as soon as it is detected, without a score', async () => {
    const state = await reach('answered');
    const { harness } = state;
    expect(scoresIn(state, 'answered')).to.deep.equal([]);
    expect(harness.root.querySelector('h2')!.textContent).to.equal(zh.asks.answered);
    expect(harness.root.querySelector('.ring')!.getAttribute('stroke-dasharray')).to.equal('1.000 2');
  });

  it('is not acknowledged if there was none, and there is no score', async () => {
    const state = await reach('between');
    const { harness } = state;
    expect(scoresIn(state, 'between')).to.deep.equal([]);
    expect(harness.root.querySelector('.sign .seen')).to.equal(null);
    expect(harness.root.querySelector('h2')!.textContent).to.equal(zh.asks.neutral);
  });

  it('by blinks is counted on the screen, with no other number', async () => {
    const state = await reach('blink-4');
    const { harness } = state;
    expect(scoresIn(state, 'blink-4')).to.deep.equal([]);
    expect(harness.root.querySelectorAll('.counts i')).to.have.length(4);
    expect(harness.root.querySelectorAll('.counts .seen').length).to.be.within(1, 3);
  });
});

it('a retry lists every cause, each with a remedy, and shows no score', async () => {
  const state = await reach('retry-all');
  const { harness } = state;
  expect(scoresIn(state, 'retry-all')).to.deep.equal([]);
  const items = [...harness.root.querySelectorAll('.causes li')];
  expect(items.map((item) => item.querySelector('strong')!.textContent)).to.deep.equal(
    causes.map((cause) => zh.causes[cause].title),
  );
  expect(items.map((item) => item.querySelector('span')!.textContent)).to.deep.equal(
    causes.map((cause) => zh.causes[cause].mend),
  );
});

it('a change of the words moves nothing below the prompt, and shows no score', async () => {
  await setViewport({ width: 390, height: 844 });
  const tops = new Set<number>();
  for (const name of ['readying', 'hint-too-dark', 'get-ready', 'turn-left', 'between', 'sending']) {
    const state = await reach(name);
    const { harness, remove } = state;
    expect(scoresIn(state, name), name).to.deep.equal([]);
    await fadedIn(harness.root);
    const card = harness.root.querySelector('.card')!.getBoundingClientRect();
    tops.add(Math.round(harness.root.querySelector('.stage')!.getBoundingClientRect().top - card.top));
    remove();
  }
  expect([...tops]).to.have.length(1);
});

it('the element fits a phone held sideways', async () => {
  await setViewport({ width: 844, height: 390 });
  document.body.style.margin = '0';
  const { harness } = await reach('turn-left');
  await fadedIn(harness.root);
  for (const selector of ['.stage', '.prompt', '.sandbox', '.steps']) {
    const { top, bottom, left, right } = harness.root.querySelector(selector)!.getBoundingClientRect();
    expect(top, selector).to.be.at.least(0);
    expect(bottom, selector).to.be.at.most(390);
    expect(left, selector).to.be.at.least(0);
    expect(right, selector).to.be.at.most(844);
  }
});
