/** Pages that change the calls to the verifier, answer them, delete the key's database, or give bad attributes. */
import { expect } from '@open-wc/testing';
import { publicJwk, sessionKey } from '../../widget/verifier/key.ts';
import { Harness } from './harness.ts';
import { until } from './page-clock.ts';
import { StubVerifier, tokenOf, type StubOptions } from './stub-verifier.ts';

const built: string = '/dist/site/beihe.mjs';
await import(built);

describe('a page whose calls are changed', () => {
  let harness: Harness;
  let verifier: StubVerifier;
  const { fetch: real } = window;

  /** @param wrap the page's own `fetch`, around the one that reaches the verifier */
  const mount = (
    wrap: (reach: typeof fetch) => typeof fetch,
    options: StubOptions = {},
    attributes: Record<string, string> = {},
  ): void => {
    verifier = new StubVerifier(options);
    window.fetch = wrap(window.fetch);
    harness = new Harness(attributes);
  };
  /** A service worker's answer in place of the verifier's, a number of times. */
  const answering = (answer: () => Response, call: string, times: number) => (reach: typeof fetch) => {
    let left = times;
    return (async (input: RequestInfo | URL, init?: RequestInit) => {
      const url = String(input);
      const isMeant = `${init?.method} ${url.slice(url.lastIndexOf('/'))}` === call;
      return isMeant && (left -= 1) >= 0 ? answer() : reach(input, init);
    }) as typeof fetch;
  };
  const html = () => new Response('<!doctype html><title>Start</title>', { headers: { 'content-type': 'text/html' } });
  const otherJson = () => Response.json({ status: 'offline' });
  const problemOf200 = () =>
    new Response('{"code":"session-expired"}', { headers: { 'content-type': 'application/problem+json' } });

  afterEach(() => {
    harness.remove();
    verifier.restore();
    window.fetch = real;
  });

  it('by a fetch that copies the headers with “...” runs to the end', async () => {
    mount((reach) => (input, init) => reach(input, { ...init, headers: { ...init?.headers, 'x-csrf-token': 'a' } }));
    await harness.agree();
    await harness.reach('done', 'failed');
    expect(harness.names.at(-1)).to.equal('done');
  });

  for (const [what, answer] of [
    ['a page of HTML', html],
    ['JSON of another service', otherJson],
    ['a problem with the status of a success', problemOf200],
    ['nothing', () => new Response(null, { status: 204 })],
  ] as const) {
    it(`by an answer that is ${what} fails with verifier-failed`, async () => {
      mount(answering(answer, 'POST /key', Infinity));
      expect(await harness.reach('failed')).to.deep.equal({ phase: 'failed', code: 'verifier-failed' });
      expect(harness.text).to.contain('核验服务暂时不可用');
    });
  }

  for (const call of ['POST /challenges', 'POST /evidence', 'POST /attestations', 'POST /0']) {
    it(`by one foreign answer to ${call} runs to the end`, async () => {
      mount(answering(html, call, 1));
      await harness.agree();
      await harness.reach('done', 'failed');
      expect(harness.names.at(-1)).to.equal('done');
    });
  }
});

describe('a page that gives bad values', () => {
  let harness: Harness;
  let verifier: StubVerifier;
  afterEach(() => {
    harness.remove();
    verifier.restore();
  });

  for (const [before, after] of [
    [' ', '\n'],
    ['"', '"'],
  ] as const) {
    it(`runs with ${JSON.stringify(before)} before token and address, and ${JSON.stringify(after)} after them`, async () => {
      verifier = new StubVerifier();
      harness = new Harness({
        'session-token': before + tokenOf(`bare-${Math.random()}`) + after,
        verifier: `${before}${location.origin}/${after}`,
      });
      await harness.reach('consent', 'failed');
      expect(harness.names.at(-1)).to.equal('consent');
    });
  }

  it('has no token if it is blank', async () => {
    verifier = new StubVerifier();
    harness = new Harness({ 'session-token': ' \n' });
    await harness.element.updateComplete;
    expect(harness.element.getAttribute('phase')).to.equal('idle');
  });

  for (const address of ['verifier.example', 'https://user:secret@verifier.example', `${location.origin}/api`]) {
    for (const iframe of [{}, { iframe: '' }]) {
      it(`fails with verifier-invalid at ${address}${'iframe' in iframe ? ' in an iframe' : ''}`, async () => {
        verifier = new StubVerifier();
        harness = new Harness({ verifier: address, ...iframe });
        expect(await harness.reach('failed')).to.deep.equal({ phase: 'failed', code: 'verifier-invalid' });
        expect(harness.text).to.contain('核验服务的地址不对');
        expect(harness.root.querySelector('button')).to.equal(null);
      });
    }
  }
});

describe('a page that deletes its databases', () => {
  /** Delete the key's database as a page does. @returns whether a connection of ours stood in the way */
  const wipe = (): Promise<boolean> =>
    new Promise((resolve, reject) => {
      let isBlocked = false;
      const request = indexedDB.deleteDatabase('beihe');
      request.addEventListener('blocked', () => (isBlocked = true));
      request.addEventListener('success', () => resolve(isBlocked));
      request.addEventListener('error', () => reject(request.error));
    });

  it('is not blocked after a key was stored, and the page keeps using that key', async () => {
    const session = `wiped-${Math.random()}`;
    const first = await sessionKey(session, 9000, 1000);
    expect(await wipe()).to.equal(false);
    expect(await sessionKey(session, 9000, 1000)).to.equal(first);
  });

  it('is not blocked while a key is being stored', async () => {
    const open = Array.from({ length: 20 }, (_, n) => sessionKey(`wiping-${n}-${Math.random()}`, 9000, 1000));
    const wipes = Array.from({ length: 20 }, wipe);
    await Promise.all(open);
    expect(await Promise.all(wipes)).not.to.include(true);
    const session = `after-${Math.random()}`;
    expect(Object.keys(await publicJwk(await sessionKey(session, 9000, 1000)))).to.include('x');
  });

  it('during a run does not end it', async () => {
    const verifier = new StubVerifier();
    const harness = new Harness();
    await harness.reach('consent');
    expect(await wipe()).to.equal(false);
    await harness.agree();
    await until(() => ['done', 'failed'].includes(harness.names.at(-1)!));
    expect(harness.names.at(-1)).to.equal('done');
    harness.remove();
    verifier.restore();
  });
});
