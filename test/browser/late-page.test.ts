/** Pages that listen after the element has begun, as pages that a server rendered do. */
import { expect } from '@open-wc/testing';
import { Harness } from './harness.ts';
import { until } from './page-clock.ts';
import { StubVerifier, tokenOf } from './stub-verifier.ts';

const built: string = '/dist/site/beihe.mjs';
await import(built);

// Vue's build for bundlers reads it.
Object.assign(globalThis, { process: { env: { NODE_ENV: 'production' } } });
const { createSSRApp } = await import('vue');
const { Verification } = await import('../../demo/snippets/vue.ts');

let clean: (() => void)[] = [];
afterEach(() => {
  clean.forEach((work) => work());
  clean = [];
});
const verify = (options: ConstructorParameters<typeof StubVerifier>[0]) => {
  const verifier = new StubVerifier(options);
  clean.push(() => verifier.restore());
};

describe('a page that listens late', () => {
  it('can read the phase, and the code of a failure', async () => {
    verify({ refuse: { 'POST /key': [{ status: 410, code: 'session-expired' }] } });
    const harness = new Harness();
    clean.push(() => harness.remove());
    expect({ phase: harness.element.phase, code: harness.element.code }).to.deep.equal({
      phase: 'idle',
      code: undefined,
    });
    await harness.reach('failed');
    const { phase, code } = harness.element;
    expect({ phase, code }).to.deep.equal({ phase: 'failed', code: 'session-expired' });
  });

  it('reads at each event what the event says', async () => {
    verify({ state: 'consented' });
    const harness = new Harness();
    clean.push(() => harness.remove());
    const read: unknown[] = [];
    const { element } = harness;
    element.addEventListener('beihe-phase', () => read.push({ phase: element.phase, code: element.code }));
    await harness.reach('consent');
    element.sessionToken = '';
    await harness.reach('idle');
    expect(read).to.deep.equal(harness.phases);
  });

  it('is told by the snippet for Vue that a session was done before Vue took the page over', async () => {
    verify({ state: 'verified' });
    // As the server rendered it.
    const page = document.createElement('div');
    page.innerHTML = `<beihe-verify session-token="${tokenOf('late')}" locale="zh-CN"></beihe-verify>`;
    document.body.append(page);
    const element = page.querySelector('beihe-verify')!;
    await until(() => element.phase === 'done');
    let done = 0;
    const app = createSSRApp(Verification, { token: element.sessionToken, onDone: () => (done += 1) });
    clean.push(() => {
      app.unmount();
      page.remove();
    });
    app.mount(page);
    expect(page.querySelector('beihe-verify'), 'the same element').to.equal(element);
    expect(done).to.equal(1);
  });
});
