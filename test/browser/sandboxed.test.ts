/** The element in an iframe that is sandboxed as strictly as it can still run: without forms, popups, modals or downloads. */
import { expect } from '@open-wc/testing';
import { sendKeys } from '@web/test-runner-commands';
import type * as harnesses from './harness.ts';
import { until } from './page-clock.ts';
import type * as cameras from './stand-in.ts';
import type * as verifiers from './stub-verifier.ts';

type Parts = typeof harnesses & typeof cameras & typeof verifiers;

let iframe: HTMLIFrameElement | undefined;
afterEach(() => iframe?.remove());

/** The tests' own parts, loaded in the iframe, beside the element. */
async function sandboxed(allow = 'camera'): Promise<Parts> {
  iframe = document.createElement('iframe');
  iframe.setAttribute('sandbox', 'allow-scripts allow-same-origin');
  iframe.allow = allow;
  iframe.width = '400';
  iframe.height = '900';
  iframe.srcdoc = `<!doctype html><html lang="zh-CN"><body><script type="module">
    import '/dist/site/beihe.mjs';
    import * as harness from '/test/browser/harness.ts';
    import * as camera from '/test/browser/stand-in.ts';
    import * as verifier from '/test/browser/stub-verifier.ts';
    globalThis.parts = { ...harness, ...camera, ...verifier };
  </script>`;
  document.body.append(iframe);
  const page = iframe.contentWindow as Window & { parts?: Parts };
  await until(() => page.parts);
  return page.parts!;
}

describe('in an iframe that may submit no form', () => {
  it('the button agrees, and the person is led to the end', async () => {
    const { Harness, StandIn, StubVerifier } = await sandboxed();
    const verifier = new StubVerifier();
    void new StandIn();
    const harness = new Harness();
    await harness.agree();
    await harness.reach('done', 'retry', 'failed');
    expect(harness.phases.at(-1)).to.deep.equal({ phase: 'done', code: undefined });
    expect(verifier.calls).to.contain('POST /consents');
  });

  it('the keyboard agrees: Space ticks, Enter in a checkbox or on the button continues', async () => {
    const { Harness, StubVerifier } = await sandboxed();
    const verifier = new StubVerifier({ hang: 'POST /challenges' });
    const harness = new Harness();
    await harness.reach('consent');
    const box = harness.root.querySelector<HTMLInputElement>('input[required]')!;
    iframe!.contentWindow!.focus();
    box.focus();
    await sendKeys({ press: 'Enter' });
    await until(() => harness.root.querySelector('#missing'));
    expect(harness.root.activeElement, 'the box that is missing').to.equal(box);
    await sendKeys({ press: 'Space' });
    expect(box.checked).to.equal(true);
    await until(() => !harness.root.querySelector('#missing'));
    await sendKeys({ press: 'Enter' });
    await until(() => verifier.calls.includes('POST /consents'));
    expect(verifier.consented).to.deep.equal(['face']);
  });

  it('a screen reader finds the same names and groups as in a form', async () => {
    const { Harness, StubVerifier } = await sandboxed();
    void new StubVerifier();
    const harness = new Harness();
    await harness.reach('consent');
    const { root } = harness;
    expect(root.querySelector('fieldset > legend')?.textContent).to.equal('请您确认');
    for (const box of root.querySelectorAll<HTMLInputElement>('input')) {
      expect([...box.labels!].map(({ textContent }) => textContent.trim())).to.have.length(1);
    }
    expect(root.querySelectorAll('input:required')).to.have.length(1);
  });

  it('a person can copy the link, where no window may be opened', async () => {
    const { Harness, StubVerifier } = await sandboxed("camera 'none'");
    void new StubVerifier();
    const harness = new Harness();
    expect(await harness.reach('failed')).to.deep.equal({ phase: 'failed', code: 'camera-forbidden' });
    expect(harness.root.querySelector('a[target=_blank]')).not.to.equal(null);
    harness.press();
    await until(() => /已复制|长按复制/.test(harness.text));
  });
});
