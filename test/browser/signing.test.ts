/** A session of a case: the consent shows and signs the filing, and after the live check the person signs the record. */
import { expect } from '@open-wc/testing';
import { sendKeys, sendMouse } from '@web/test-runner-commands';
import { base64url } from 'jose';
import { signedBytes } from '#protocol/filing/form/signed-bytes.ts';
import type { Signature } from '#protocol/filing/form/signature.ts';
import { drawIn, Harness, typeIn } from './harness.ts';
import { until } from './page-clock.ts';
import { reachState } from './reach-state.ts';
import { StandIn } from './stand-in.ts';
import { stubFiling, StubVerifier, type StubOptions } from './stub-verifier.ts';

const built: string = '/dist/site/beihe.mjs';
await import(built);

const algorithm = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' };
const keyOf = (jwk: JsonWebKey) => crypto.subtle.importKey('jwk', jwk, algorithm, false, ['verify']);
const bytesOf = (text: string) => Uint8Array.from(base64url.decode(text));

const isSigned = async (digest: string, signature: Signature) =>
  crypto.subtle.verify(
    algorithm,
    await keyOf(signature.jwk),
    bytesOf(signature.value),
    Uint8Array.from(signedBytes(digest, signature)),
  );

let undo: () => void = () => undefined;
afterEach(() => undo());

/** The element in a session whose person is verified, at the signature. */
async function atSignature(options: StubOptions = {}) {
  const verifier = new StubVerifier({ isBound: true, state: 'verified', ...options });
  const harness = new Harness();
  undo = () => {
    harness.remove();
    verifier.restore();
  };
  await harness.reach('signing');
  const { root } = harness;
  const press = () => root.querySelector<HTMLButtonElement>('.primary')!.click();
  return { verifier, harness, root, press };
}

const lines = (root: ShadowRoot) => root.querySelectorAll('.pad polyline').length;

it('a session without a case does not load the steps of a filing', async () => {
  const verifier = new StubVerifier();
  const harness = new Harness();
  undo = () => {
    harness.remove();
    verifier.restore();
  };
  await harness.reach('consent');
  const loaded = performance.getEntriesByType('resource').map(({ name }) => new URL(name).pathname);
  expect(loaded).not.to.include('/dist/site/filing.mjs');
  expect(harness.text).to.contain('示例公司');
});

it('a session whose filing has changed is not done, though its person is verified: it needs another one', async () => {
  const verifier = new StubVerifier({ isBound: true, state: 'verified', isStale: true });
  const harness = new Harness();
  undo = () => {
    harness.remove();
    verifier.restore();
  };
  expect(await harness.reach('failed', 'done')).to.include({ phase: 'failed', code: 'subject-digest-stale' });
});

describe('the consent in a session of a case', () => {
  it('shows everything that it covers, and signs it with the session’s key', async () => {
    const verifier = new StubVerifier({ isBound: true, hang: 'POST /challenges' });
    const camera = new StandIn();
    const harness = new Harness();
    undo = () => {
      harness.remove();
      camera.restore();
      verifier.restore();
    };
    await harness.reach('consent');
    const { person, organiser, services, authority, bureau, subjectDigest } = stubFiling;
    const shown = [
      person.name,
      person.documentNumber,
      organiser.name,
      organiser.documentNumber,
      authority['zh-CN']!,
      bureau,
      ...services.flatMap(({ name, domains }) => [name, ...domains]),
    ];
    for (const fact of shown) expect(harness.text).to.contain(fact);

    await harness.agree();
    await until(() => verifier.consent !== undefined);
    const { signed, ...consent } = verifier.consent!;
    expect(consent).to.deep.equal({ textVersion: '1', purposes: ['face'], subjectDigest });
    const [head, payload, signature] = signed!.split('.') as [string, string, string];
    const { jwk, typ } = JSON.parse(new TextDecoder().decode(bytesOf(head)));
    expect(typ).to.equal('beihe-consent+jws');
    expect(JSON.parse(new TextDecoder().decode(bytesOf(payload)))).to.deep.equal(consent);
    const data = new TextEncoder().encode(`${head}.${payload}`);
    expect(await crypto.subtle.verify(algorithm, await keyOf(jwk), bytesOf(signature), data)).to.equal(true);
  });
});

describe('the signature', () => {
  it('follows the live check, and the element is done once the record is signed', async () => {
    const verifier = new StubVerifier({ isBound: true, windowMs: 300 });
    const camera = new StandIn();
    const harness = new Harness();
    undo = () => {
      harness.remove();
      camera.restore();
      verifier.restore();
    };
    await harness.agree();
    await harness.reach('signing');
    expect(harness.names.slice(-2)).to.deep.equal(['sending', 'signing']);
    await until(() => harness.root.activeElement?.tagName === 'H2');
    drawIn(harness.root);
    await harness.element.updateComplete;
    harness.root.querySelector<HTMLButtonElement>('.primary')!.click();
    await harness.reach('done');
    const { recordDigest, signature } = verifier.signed!;
    expect(recordDigest).to.equal(verifier.recordDigest);
    expect(signature).to.include({ role: 'person-in-charge', name: stubFiling.person.name });
    expect(signature.strokes).to.have.length(3);
    expect(Math.abs(signature.atMs - Date.now())).to.be.below(60_000);
    expect(await isSigned(recordDigest, signature)).to.equal(true);
  });

  it('shows what is signed, and that the undertaking is not', async () => {
    const { harness, verifier } = await atSignature();
    for (const fact of ['核验单', '北京示例科技有限公司', '示例商城', 'shop.example.cn', '承诺书']) {
      expect(harness.text).to.contain(fact);
    }
    expect(harness.text).to.contain(verifier.recordDigest.slice(0, 12));
  });

  it('is drawn with a pointer, line by line, and undone in the same way', async () => {
    const { harness, root } = await atSignature();
    root.querySelector('.pad')!.scrollIntoView({ block: 'center' });
    const { left, top, width, height } = root.querySelector('.pad')!.getBoundingClientRect();
    const move = (x: number, y: number) =>
      sendMouse({ type: 'move', position: [Math.round(left + x * width), Math.round(top + y * height)] });
    for (const y of [0.3, 0.6]) {
      await move(0.2, y);
      await sendMouse({ type: 'down' });
      await move(0.5, y);
      await move(0.8, y);
      await sendMouse({ type: 'up' });
    }
    // A pen that is up draws nothing.
    await move(0.2, 0.9);
    await harness.element.updateComplete;
    expect(lines(root)).to.equal(2);
    expect(root.querySelector('.pad svg')!.getAttribute('aria-label')).to.contain('2');
    const [undoing, clearing] = root.querySelectorAll<HTMLButtonElement>('.choices button');
    undoing!.click();
    await harness.element.updateComplete;
    expect(lines(root)).to.equal(1);
    clearing!.click();
    await harness.element.updateComplete;
    expect(lines(root)).to.equal(0);
  });

  it('is not sent while there is no name', async () => {
    const { harness, root, press, verifier } = await atSignature();
    press();
    await harness.element.updateComplete;
    expect(root.querySelector('[role=alert]')!.textContent).to.contain('姓名');
    drawIn(root, 1);
    await harness.element.updateComplete;
    expect(root.querySelector('[role=alert]')).to.equal(null);
    expect(verifier.calls).not.to.include('POST /signatures');
  });

  it('can be typed with the keyboard alone: the name of the filing and no other', async () => {
    const { harness, root, verifier } = await atSignature();
    root.querySelector<HTMLButtonElement>('#sign-type')!.focus();
    await sendKeys({ press: 'Enter' });
    await until(() => root.querySelector('.typed input') !== null);
    await typeIn(root, '欧阳');
    root.querySelector<HTMLInputElement>('.typed input')!.focus();
    await sendKeys({ press: 'Enter' });
    await harness.element.updateComplete;
    expect(root.querySelector('#pad-fault')!.textContent).to.contain('欧阳志远');
    expect(root.querySelector('.typed input')!.getAttribute('aria-describedby')).to.equal('pad-fault');
    await typeIn(root, ' 欧阳 志远');
    await sendKeys({ press: 'Enter' });
    await harness.reach('done');
    const { recordDigest, signature } = verifier.signed!;
    expect(signature.name).to.equal('欧阳志远');
    expect(signature.strokes.length).to.be.within(4, 100);
    expect(await isSigned(recordDigest, signature)).to.equal(true);
  });

  it('is asked for again, with what was drawn, if the record was changed meanwhile', async () => {
    const refused = { status: 409, code: 'record-changed' };
    const { harness, root, press, verifier } = await atSignature({ refuse: { 'POST /signatures': [refused] } });
    drawIn(root);
    verifier.recordDigest = 'n'.repeat(43);
    press();
    await until(() => root.querySelector('[role=alert]') !== null);
    expect(harness.names.at(-1)).to.equal('signing');
    expect(root.querySelector('[role=alert]')!.textContent).to.contain('修改');
    expect(lines(root)).to.equal(3);
    press();
    await harness.reach('done');
    expect(verifier.signed!.recordDigest).to.equal('n'.repeat(43));
    expect(await isSigned('n'.repeat(43), verifier.signed!.signature)).to.equal(true);
  });

  it('is kept through a failure of the network, and sent by the next try', async () => {
    const lose = { 'POST /signatures': Array.from({ length: 9 }, () => 'request' as const) };
    const { harness, root, press, verifier } = await atSignature({ lose });
    drawIn(root);
    press();
    expect(await harness.reach('failed')).to.include({ code: 'network-lost' });
    verifier.mend();
    press();
    await harness.reach('signing');
    expect(lines(root)).to.equal(3);
    press();
    await harness.reach('done');
  });
});

it('a person who has signed is done at once', async () => {
  const { remove, harness } = await reachState('signing-drawn');
  undo = remove;
  harness.root.querySelector<HTMLButtonElement>('.primary')!.click();
  await harness.reach('done');
  const { sessionToken } = harness.element;
  harness.element.sessionToken = '';
  await harness.reach('idle');
  harness.element.sessionToken = sessionToken;
  await harness.reach('done');
});
