import { expect } from '@open-wc/testing';
import { generateKeyPair } from 'dpop';
import { sessionKey } from '../../widget/verifier/key.ts';
import { Verifier } from '../../widget/verifier/client.ts';
import { StubVerifier, tokenOf } from './stub-verifier.ts';

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

  it('sends nothing once it has ended, but reports', async () => {
    const { verifier, ended } = await open();
    ended.abort();
    expect(await outcome(verifier.session())).to.equal('AbortError');
    expect(await outcome(verifier.challenge(ended.signal))).to.equal('AbortError');
    expect(stub.calls).to.deep.equal([]);
    await verifier.report({} as never);
    expect(stub.reports).to.have.length(1);
  });

  it('asks for a challenge no more once the run has ended, though its first request was lost', async () => {
    const { verifier } = await open({ lose: { 'POST /challenges': ['request'] } });
    const run = new AbortController();
    const call = outcome(verifier.challenge(run.signal));
    setTimeout(() => run.abort(), 100);
    expect(await call).to.equal('AbortError');
    expect(stub.calls).to.deep.equal([]);
    expect((await verifier.challenge(new AbortController().signal)).challenge).to.be.a('string');
  });
});

describe('the session’s key', () => {
  it('is one, also where two elements of one session ask for it at once', async () => {
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
