import { expect } from '@open-wc/testing';
import { generateKeyPair } from 'dpop';
import { decodeJwt } from 'jose';
import { publicJwk, sessionKey } from '../../widget/verifier/key.ts';
import { Verifier } from '../../widget/verifier/client.ts';
import { StubVerifier, tokenOf, type Refused } from './stub-verifier.ts';

const payloadOf = (jws: string) => decodeJwt<{ id: string }>(jws);

const outcome = (call: Promise<unknown>): Promise<string> =>
  call.then(
    () => 'answered',
    (error: Error) => error.name,
  );

describe('the verifier’s interface', () => {
  let stub: StubVerifier;
  afterEach(() => stub.restore());

  async function open(options?: ConstructorParameters<typeof StubVerifier>[0]) {
    stub = new StubVerifier(options);
    const ended = new AbortController();
    const verifier = new Verifier(location.origin, 's', tokenOf('s'), await generateKeyPair('ES256'), ended.signal);
    return { verifier, ended };
  }

  it('sends only failure reports once it has ended', async () => {
    const { verifier, ended } = await open();
    ended.abort();
    expect(await outcome(verifier.session())).to.equal('AbortError');
    expect(await outcome(verifier.challenge({}, ended.signal))).to.equal('AbortError');
    expect(stub.calls).to.deep.equal([]);
    await verifier.report({} as never);
    expect(stub.reports).to.have.length(1);
  });

  /** Frames are revealed after evidence for a challenge. */
  async function revealing(refused: readonly Refused[]) {
    const { verifier } = await open({ refuse: { 'POST /attestations': refused } });
    const busy: boolean[] = [];
    verifier.onBusy = (isBusy) => busy.push(isBusy);
    const { id } = payloadOf((await verifier.challenge({}, new AbortController().signal)).challenge);
    await verifier.evidence(id, { statement: 's', parts: 0, tail: 't' });
    return { busy, answer: verifier.reveal(id, new Map([[0, new Uint8Array(3)]])) };
  }

  const busyFor = (retryAfterMs: number): Refused => ({ status: 429, code: 'verifier-busy', retryAfterMs });

  it('sends frames again for as long as the verifier is busy, or still reads an earlier upload', async () => {
    const underway: Refused = { status: 409, code: 'upload-underway', retryAfterMs: 5 };
    const { busy, answer } = await revealing([...Array.from({ length: 9 }, () => busyFor(5)), underway]);
    expect(await answer).to.deep.equal({ done: true, causes: [] });
    expect(stub.calls.filter((call) => call === 'POST /attestations')).to.have.length(1);
    expect(busy).to.deep.equal([]);
  });

  it('says that the verifier is busy once that lasts, and when it is over', async () => {
    const { busy, answer } = await revealing([busyFor(2_000), busyFor(1_500)]);
    expect(await answer).to.deep.equal({ done: true, causes: [] });
    expect(busy).to.deep.equal([true, false]);
  });

  it('sends frames again whose upload was too slow', async () => {
    const { answer } = await revealing([{ status: 400, code: 'upload-slow' }]);
    expect(await answer).to.deep.equal({ done: true, causes: [] });
  });

  it('does not repeat a lost request for a challenge once the run has ended', async () => {
    const { verifier } = await open({ lose: { 'POST /challenges': ['request'] } });
    const run = new AbortController();
    const call = outcome(verifier.challenge({}, run.signal));
    setTimeout(() => run.abort(), 100);
    expect(await call).to.equal('AbortError');
    expect(stub.calls).to.deep.equal([]);
    expect((await verifier.challenge({}, new AbortController().signal)).challenge).to.be.a('string');
  });
});

/** The module as it is after a reload of the page: it remembers nothing. */
let reloads = 0;
const reloaded = async () =>
  (await import(`../../widget/verifier/key.ts?reload=${(reloads += 1)}`)) as { sessionKey: typeof sessionKey };

describe('the session’s key', () => {
  it('is the same after a reload, and its private part cannot be exported', async () => {
    const session = `kept-${Math.random()}`;
    const first = await sessionKey(session, 2000, 1000);
    const again = await (await reloaded()).sessionKey(session, 2000, 1000);
    expect(await publicJwk(again)).to.deep.equal(await publicJwk(first));
    expect(Object.keys(await publicJwk(again))).to.deep.equal(['kty', 'crv', 'x', 'y']);
    expect(again.privateKey.extractable).to.equal(false);
  });

  it('is the same with another clock, and also if it cannot be stored', async () => {
    const session = `skewed-${Math.random()}`;
    const first = await sessionKey(session, 2000, 1000);
    const again = await (await reloaded()).sessionKey(session, 2000, 9000);
    expect(await publicJwk(again)).to.deep.equal(await publicJwk(first));

    const { put } = IDBObjectStore.prototype;
    IDBObjectStore.prototype.put = () => {
      throw new DOMException('full', 'QuotaExceededError');
    };
    const unkept = `unkept-${Math.random()}`;
    const second = await sessionKey(unkept, 2000, 1000);
    expect(await publicJwk(await sessionKey(unkept, 2000, 1000))).to.deep.equal(await publicJwk(second));
    IDBObjectStore.prototype.put = put;
  });

  it('is created even if the store never answers', async () => {
    const { open } = IDBFactory.prototype;
    IDBFactory.prototype.open = () => new EventTarget() as IDBOpenDBRequest;
    try {
      const session = `unanswered-${Math.random()}`;
      const pair = await sessionKey(session, 2000, 1000);
      expect(await publicJwk(await sessionKey(session, 2000, 1000))).to.deep.equal(await publicJwk(pair));
    } finally {
      IDBFactory.prototype.open = open;
    }
  });

  it('is deleted by another session once its own session has ended', async () => {
    const session = `ended-${Math.random()}`;
    await sessionKey(session, 2000, 1000);
    await sessionKey(`next-${Math.random()}`, 9000, 3000);
    const database = await new Promise<IDBDatabase>((resolve) => {
      const request = indexedDB.open('beihe');
      request.addEventListener('success', () => resolve(request.result));
    });
    const kept = await new Promise<unknown>((resolve) => {
      const request = database.transaction('keys').objectStore('keys').get(session);
      request.addEventListener('success', () => resolve(request.result));
    });
    database.close();
    expect(kept).to.equal(undefined);
  });

  it('is the same if two elements of one session request it at once', async () => {
    const session = `twice ${Math.random()}`;
    const [first, second] = await Promise.all([0, 1].map(() => sessionKey(session, Date.now() + 60_000, Date.now())));
    expect(second).to.equal(first);
    const exported = await Promise.all(
      [first!, await sessionKey(session, Date.now() + 60_000, Date.now())].map(({ publicKey }) =>
        crypto.subtle.exportKey('jwk', publicKey),
      ),
    );
    expect(exported[0]!.x).to.equal(exported[1]!.x);
  });
});
