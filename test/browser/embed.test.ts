/** The contract with the page: slots, phases and events. The tests in test/e2e cover the iframe, on other origins. */
import { expect } from '@open-wc/testing';
import { phaseNames, type PhaseName } from '#protocol/session/phase.ts';
import { Harness } from './harness.ts';
import { jwsOf, StubVerifier, type StubOptions } from './stub-verifier.ts';

const built: string = '/dist/site/beihe.mjs';
const exported = (await import(built)) as { phaseNames: readonly PhaseName[] };

describe('the contract with the page', () => {
  let harness: Harness;
  let verifier: StubVerifier;
  /** The slots that were on the screen, by the value of the attribute `phase`. */
  const seen = new Map<string, string[]>();

  const mount = (options: StubOptions = {}, attributes: Record<string, string> = {}) => {
    verifier = new StubVerifier(options);
    harness = new Harness(attributes);
    const look = async () => {
      await harness.element.updateComplete;
      const slots = [...harness.root.querySelectorAll('slot')].map(({ name }) => name);
      seen.set(harness.element.getAttribute('phase')!, slots);
    };
    harness.element.addEventListener('beihe-phase', () => void look());
    return look;
  };
  afterEach(() => {
    harness.remove();
    verifier.restore();
  });

  it('has the closed list of phases', () => {
    mount();
    expect(exported.phaseNames).to.deep.equal(phaseNames);
  });

  it('has a slot at the end of the card and an attribute in every phase', async () => {
    const look = mount({}, { 'session-token': '' });
    await look();
    harness.remove();
    verifier.restore();
    mount({ causes: ['too-dark'] });
    await harness.agree();
    await harness.reach('retry');
    harness.remove();
    verifier.restore();
    mount();
    await harness.agree();
    await harness.reach('done');
    harness.remove();
    verifier.restore();
    mount({ isBound: true, state: 'verified' });
    await harness.reach('signing');
    await harness.element.updateComplete;
    harness.remove();
    verifier.restore();
    mount({}, { 'session-token': 'nonsense' });
    await harness.reach('failed');
    await harness.element.updateComplete;

    expect([...seen.keys()].toSorted()).to.deep.equal([...phaseNames].toSorted());
    for (const [phase, slots] of seen) {
      expect(slots).to.deep.equal(phase === 'consent' ? ['alternative', phase] : [phase]);
    }
  });

  it('lets the element’s theme be set by attribute and by property', async () => {
    mount({}, { theme: 'dark' });
    await harness.element.updateComplete;
    expect(harness.element.theme).to.equal('dark');
    harness.element.theme = 'light';
    await harness.element.updateComplete;
    expect(harness.element.getAttribute('theme')).to.equal('light');
  });

  it('uses no iframe with a token that does not name the tenant', async () => {
    const token = jwsOf({ sub: 'session', exp: Math.floor(Date.now() / 1000) + 3600 });
    mount({}, { iframe: '', 'session-token': token });
    expect(await harness.reach('failed')).to.deep.equal({ phase: 'failed', code: 'token-invalid' });
    expect(harness.root.querySelector('iframe')).to.equal(null);
  });

  it('fails with iframe-refused if an iframe loads and sends no message', async () => {
    const token = jwsOf({ sub: 'session', tenant: 'nobody', exp: Math.floor(Date.now() / 1000) + 3600 });
    mount({}, { iframe: '', 'session-token': token });
    expect(await harness.reach('failed')).to.deep.equal({ phase: 'failed', code: 'iframe-refused' });
    expect(harness.root.querySelector('iframe')).to.equal(null);
    expect(harness.text).to.contain('核验页面没有打开');
    expect(verifier.reports.map(({ code }) => code)).to.deep.equal(['iframe-refused']);
    harness.press();
    await harness.reach('preparing');
    expect(harness.names.at(-1)).to.equal('preparing');
  });

  it('accepts messages only from its own iframe, and from no other origin', async () => {
    const token = jwsOf({ sub: 'session', tenant: 'nobody', exp: Math.floor(Date.now() / 1000) + 3600 });
    mount({}, { iframe: '', 'session-token': token });
    await harness.reach('preparing');
    await harness.element.updateComplete;
    postMessage({ beihe: 1, type: 'phase', phase: 'done' }, location.origin);
    const beside = document.body.appendChild(document.createElement('iframe'));
    const script = beside.contentDocument!.createElement('script');
    script.textContent = "parent.postMessage({ beihe: 1, type: 'phase', phase: 'done' }, '*')";
    beside.contentDocument!.body.append(script);
    await harness.reach('failed');
    beside.remove();
    expect(harness.names).not.to.include('done');
  });
});

describe('the language', () => {
  let harness: Harness;
  let verifier: StubVerifier;
  afterEach(() => {
    harness.remove();
    verifier.restore();
  });

  for (const [attribute, session, spoken] of [
    ['', 'en', 'en'],
    ['zh-CN', 'en', 'zh-CN'],
    ['en', 'zh-CN', 'en'],
  ] as const) {
    it(`is ${spoken} with the attribute "${attribute}" and a session in ${session}`, async () => {
      document.documentElement.lang = 'zh-CN';
      verifier = new StubVerifier({ locale: session });
      harness = new Harness({ locale: attribute });
      await harness.reach('consent');
      expect(harness.root.querySelector('.card')?.getAttribute('lang')).to.equal(spoken);
    });
  }
});
