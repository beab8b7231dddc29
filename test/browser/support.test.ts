/** The element in a browser that cannot run the verification: threads have no canvas, as in iOS before 16.4. */
import { expect } from '@open-wc/testing';
import type { AxeResults } from 'axe-core';
import { checkSupport } from '../../widget/page/support.ts';
import { Harness } from './harness.ts';
import { fadedIn, until } from './page-clock.ts';
import { StubVerifier } from './stub-verifier.ts';

const built: string = '/broken/canvas-missing/beihe.mjs';
await import(built);

await new Promise((resolve) => {
  const script = document.createElement('script');
  script.src = '/node_modules/axe-core/axe.min.js';
  script.addEventListener('load', resolve);
  document.head.append(script);
});
const { axe } = window as unknown as { axe: { run(root: Element): Promise<AxeResults> } };

const wechat =
  'Mozilla/5.0 (iPhone; CPU iPhone OS 14_2 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Mobile/15E148 MicroMessenger/8.0.40(0x18002831)';

/** Replace the user agent until the end of the test. */
function callItself(userAgent: string): void {
  Object.defineProperty(navigator, 'userAgent', { configurable: true, value: userAgent });
}

describe('a browser whose threads cannot draw', () => {
  let harness: Harness;
  let verifier: StubVerifier;
  const mount = (attributes: Record<string, string> = {}) => {
    verifier = new StubVerifier();
    harness = new Harness(attributes);
  };
  const { clipboard } = navigator;
  const giveClipboard = (writeText: (text: string) => Promise<void>) =>
    Object.defineProperty(navigator, 'clipboard', { configurable: true, value: { writeText } });

  afterEach(() => {
    harness.remove();
    verifier.restore();
    Reflect.deleteProperty(navigator, 'userAgent');
    Object.defineProperty(navigator, 'clipboard', { configurable: true, value: clipboard });
  });

  it('is refused before a key is bound, with advice for the person and a report for the provider', async () => {
    mount();
    expect(await harness.reach('failed')).to.deep.equal({ phase: 'failed', code: 'browser-unsupported' });
    await until(() => verifier.reports.length > 0);
    expect(verifier.calls).to.deep.equal([]);
    expect(verifier.reports.map(({ step, code }) => [step, code])).to.deep.equal([
      ['preparing', 'browser-unsupported'],
    ]);
    expect(harness.text).to.contain('换用新版 Chrome');
  });

  it('shows how to leave the app, with the link to copy', async () => {
    callItself(wechat);
    const written: string[] = [];
    giveClipboard(async (text) => void written.push(text));
    mount();
    expect(await harness.reach('failed')).to.deep.equal({ phase: 'failed', code: 'browser-in-app' });
    expect(harness.text).to.contain('请在系统浏览器中打开').and.contain('右上角');
    const { sessionToken } = harness.element;
    harness.press();
    await until(() => harness.text.includes('已复制'));
    const [, payload] = sessionToken.split('.');
    const { sub } = JSON.parse(atob(payload!.replaceAll('-', '+').replaceAll('_', '/')));
    expect(written).to.deep.equal([`${location.origin}/verify#session=${sub}&token=${sessionToken}`]);
  });

  it('shows the link to copy by hand if the browser cannot copy it', async () => {
    callItself(wechat);
    giveClipboard(() => Promise.reject(new DOMException('', 'NotAllowedError')));
    const { execCommand } = document;
    document.execCommand = () => false;
    mount({ locale: 'en' });
    await harness.reach('failed');
    harness.press();
    await until(() => harness.root.querySelector('textarea'));
    document.execCommand = execCommand;
    const area = harness.root.querySelector('textarea')!;
    expect(area.value).to.contain(harness.element.sessionToken);
    expect(harness.text).to.contain('Copy this link');
    await fadedIn(harness.root);
    const { violations } = await axe.run(harness.element);
    expect(violations.map(({ id }) => id)).to.deep.equal([]);
  });
});

describe('checkSupport', () => {
  const codes = (list: readonly { code: string }[]) => list.map(({ code }) => code);

  it('finds no problem in this browser', async () => {
    const { supported, problems, notes } = await checkSupport(new URL('/dist/site/support.js', location.href));
    expect({ supported, problems }).to.deep.equal({ supported: true, problems: [] });
    expect(codes(notes)).not.to.include.members(['thread-refused', 'wasm-refused']);
  });

  it('notes a policy against WebAssembly', async () => {
    const { supported, notes } = await checkSupport(new URL('/broken/wasm-refused/support.js', location.href));
    expect({ supported, refused: codes(notes).includes('wasm-refused') }).to.deep.equal({
      supported: true,
      refused: true,
    });
  });

  it('notes a thread that does not start', async () => {
    const { notes } = await checkSupport(new URL('/nowhere/support.js', location.href));
    expect(codes(notes)).to.include('thread-refused');
  });
});
