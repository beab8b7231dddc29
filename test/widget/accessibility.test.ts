import { expect } from '@open-wc/testing';
import type { AxeResults, RunOptions } from 'axe-core';
import type { PhaseName } from '../../widget/phase.ts';
import { Harness, refuseCamera } from './harness.ts';
import { StubVerifier, type StubOptions } from './stub-verifier.ts';

const built: string = '/dist/site/beihe.mjs';
await import(built);

await new Promise((resolve) => {
  const script = document.createElement('script');
  script.src = '/node_modules/axe-core/axe.min.js';
  script.addEventListener('load', resolve);
  document.head.append(script);
});
const { axe } = window as unknown as { axe: { run(root: Element, options: RunOptions): Promise<AxeResults> } };

/** Each state a person can be in, and how to get there. */
const states: readonly (readonly [name: string, phase: PhaseName, options: StubOptions, go: 'wait' | 'agree'])[] = [
  ['preparing', 'preparing', { hang: 'POST /key' }, 'wait'],
  ['consent', 'consent', {}, 'wait'],
  ['readying', 'readying', { hang: 'POST /consents' }, 'agree'],
  ['positioning', 'positioning', { hang: 'POST /challenges' }, 'agree'],
  ['acting', 'acting', { windowMs: 20_000, asks: [{ kind: 'turn-head', direction: 'left' }] }, 'agree'],
  ['sending', 'sending', { hang: 'POST /evidence' }, 'agree'],
  ['done', 'done', {}, 'agree'],
  ['retry', 'retry', { causes: ['too-dark', 'action-missed'] }, 'agree'],
  [
    'failed',
    'failed',
    { refuse: { 'POST /challenges': [{ status: 429, code: 'attempts-paused', retryAfterMs: 60_000 }] } },
    'agree',
  ],
];

describe('accessibility', () => {
  for (const theme of ['light', 'dark']) {
    for (const [name, phase, options, go] of states) {
      it(`has nothing that axe finds while ${name}, ${theme}`, async () => {
        document.body.style.background = theme === 'dark' ? '#14181d' : '#fff';
        const verifier = new StubVerifier(options);
        const harness = new Harness({ theme });
        if (go === 'agree') await harness.agree();
        await harness.reach(phase);
        await new Promise((resolve) => setTimeout(resolve, 400)); // what fades in has to be there
        const { violations } = await axe.run(harness.element, { resultTypes: ['violations'] });
        harness.remove();
        verifier.restore();
        expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`)).to.deep.equal(
          [],
        );
      });
    }
  }

  it('moves the focus with the person, and not before they began', async () => {
    const verifier = new StubVerifier({ windowMs: 300 });
    const harness = new Harness();
    await harness.reach('consent');
    expect(document.activeElement).to.equal(document.body);
    await harness.agree();
    await harness.reach('done');
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(harness.root.activeElement?.textContent).to.contain('已完成');
    harness.remove();
    verifier.restore();
  });

  it('announces a failure', async () => {
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
});
