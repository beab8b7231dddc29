import { base64url, SignJWT } from 'jose';
import { beforeAll, describe, expect, it } from 'vitest';
import type { AppraisalRecord } from '#protocol/capture/appraisal-record.ts';
import type { EvidenceBundle, Replayed } from '#protocol/capture/evidence-bundle.ts';
import type { Problem } from '#protocol/problem.ts';
import { policy } from '#protocol/policy/registry.ts';
import { limits } from '#protocol/limits.ts';
import { sandboxKeys } from '../../worker/tenant/tenant.ts';
import { captureOf, synthetically } from '../../assess/synthetic/capture.ts';
import { createKeyPair, revealForm, readyFiler } from '../../assess/synthetic/filer.ts';
import { createHost, type Host } from './host.ts';

const assessor = { key: sandboxKeys.assessor };

let host: Host;
let bundle: EvidenceBundle;
let path: string;

/** A verified filer in a session of an assessor. */
async function verified(key: string) {
  const filer = await readyFiler(host, {}, key);
  const challenge = await filer.challenge();
  const capture = await filer.capture(challenge);
  await filer.expect('POST', '/attestations', { form: revealForm(capture, await filer.spend(capture)) });
  return { filer, challenge, capture };
}

const bundlePath = (session: string, challenge: string) => `/v1/sessions/${session}/bundles/${challenge}`;

beforeAll(async () => {
  host = createHost();
  const { filer, challenge } = await verified(sandboxKeys.assessor);
  path = bundlePath(filer.session.id, challenge.payload.id);
  bundle = await (await host.asProvider('GET', path, assessor)).json();
});

const replay = (body: unknown, key: string = sandboxKeys.assessor) =>
  host.asProvider('POST', '/v1/replays', { body, key });
const replayed = async (body: unknown) => (await replay(body)).json<Replayed>();
const refusedWith = async (response: Response) => (await response.json<Problem>()).code;

describe('a bundle', () => {
  it('is replayed with the same appraisal as at first', async () => {
    const stored = await host.asProvider('GET', path.replace('bundles', 'appraisals'), assessor);
    expect(await replayed(bundle)).toEqual({
      appraisal: await stored.json<AppraisalRecord>(),
      challengeKnown: true,
      policy: { name: policy.name, version: policy.version },
    });
  });

  it('has every drawn picture, and is not stored by a replay', async () => {
    expect(bundle.revealed.length).toBeGreaterThan(policy.challenge.randomFrames);
    expect(bundle.revealed.every(({ jpeg }) => jpeg !== null)).toBe(true);
    expect(await (await host.asProvider('GET', path, assessor)).json()).toEqual(bundle);
  });

  it('is an attack with another picture, or with one picture removed', async () => {
    const [first, second, ...rest] = bundle.revealed;
    const swapped = [{ ...first!, jpeg: second!.jpeg }, second!, ...rest];
    const missing = [{ ...first!, jpeg: null }, second!, ...rest];
    for (const revealed of [swapped, missing]) {
      const { appraisal } = await replayed({ ...bundle, revealed });
      expect(appraisal.verdict).toBe('attack');
      expect(appraisal.checks.filter(({ passed }) => !passed).map(({ name }) => name)).toContain('frames-match');
    }
  });

  it('is refused if it has a frame twice', async () => {
    const revealed = [...bundle.revealed, bundle.revealed[0]!];
    expect(await refusedWith(await replay({ ...bundle, revealed }))).toBe('request-malformed');
  });

  it('is an attack if the running hashes of its windows do not match its trace', async () => {
    const windows = bundle.windows.map((window) => ({ ...window, runningHash: 'A'.repeat(43) }));
    expect((await replayed({ ...bundle, windows })).appraisal.verdict).toBe('attack');
  });

  it('shows whether this verifier signed its challenge', async () => {
    const filer = await readyFiler(host, {}, sandboxKeys.assessor);
    const { payload } = await filer.challenge();
    const { privateKey } = await createKeyPair();
    const forged = await new SignJWT({ ...payload })
      .setProtectedHeader({ alg: 'ES256', typ: 'beihe-challenge+jws' })
      .sign(privateKey);
    const asks = bundle.windows.map(({ ask }) => ask);
    const capture = captureOf(synthetically()(asks), { asks, challenge: forged });
    const evidence = await filer.evidence(capture);
    const { challengeKnown } = await replayed({ ...bundle, jwk: filer.keyPair.jwk, evidence });
    expect(challengeKnown).toBe(false);
  });
});

describe('a signed bundle with impossible values', () => {
  const sound = () => structuredClone(bundle);
  const window = () => sound().windows[0]!;
  const nonsense: readonly (readonly [what: string, changes: () => Partial<EvidenceBundle>])[] = [
    ['no windows', () => ({ windows: [] })],
    ['more windows than a challenge has', () => ({ windows: Array.from({ length: 16 }, window) })],
    ['windows in another order', () => ({ windows: sound().windows.toReversed() })],
    ['an endless window', () => ({ windows: [{ ...window(), windowMs: Number.MAX_SAFE_INTEGER }] })],
    ['an ask for a million blinks', () => ({ windows: [{ ...window(), ask: { kind: 'blink', count: 1e6 } }] })],
    ['windows disclosed at 0 ms', () => ({ windows: sound().windows.map((each) => ({ ...each, disclosedAtMs: 0 })) })],
    ['evidence received at the largest number', () => ({ receivedAtMs: Number.MAX_SAFE_INTEGER })],
    ['no revealed frame', () => ({ revealed: [] })],
    ['a picture without a frame in the trace', () => ({ revealed: [{ ...sound().revealed[0]!, index: 1e9 }] })],
    ['a picture that does not decode', () => ({ revealed: [{ ...sound().revealed[0]!, jpeg: 'AAAA' }] })],
    ['an empty picture', () => ({ revealed: [{ ...sound().revealed[0]!, jpeg: '' }] })],
  ];

  it.each(nonsense)('is appraised, and not accepted: %s', async (_, changes) => {
    const response = await replay({ ...bundle, ...changes() });
    expect(response.status).toBe(200);
    expect((await response.json<Replayed>()).appraisal.verdict).not.toBe('bona-fide');
  });
});

describe('the verifier refuses', () => {
  it('to give or replay evidence to a provider who is not an assessor', async () => {
    const { filer, challenge } = await verified(sandboxKeys.provider);
    const own = await host.asProvider('GET', bundlePath(filer.session.id, challenge.payload.id));
    expect([own.status, await refusedWith(own)]).toEqual([403, 'assessor-only']);
    const replaying = await replay(bundle, sandboxKeys.provider);
    expect([replaying.status, await refusedWith(replaying)]).toEqual([403, 'assessor-only']);
    expect(await refusedWith(await replay(bundle, 'bh_unknown'))).toBe('api-key-invalid');
  });

  it('to give an assessor another tenant’s evidence', async () => {
    const { filer, challenge } = await verified(sandboxKeys.provider);
    const foreign = await host.asProvider('GET', bundlePath(filer.session.id, challenge.payload.id), assessor);
    expect(await refusedWith(foreign)).toBe('session-unknown');
  });

  it('a bundle of a challenge that was not appraised', async () => {
    const filer = await readyFiler(host, {}, sandboxKeys.assessor);
    const { payload } = await filer.challenge();
    const early = await host.asProvider('GET', bundlePath(filer.session.id, payload.id), assessor);
    expect(await refusedWith(early)).toBe('challenge-unknown');
  });

  it('to give evidence once the session is withdrawn', async () => {
    const { filer, challenge } = await verified(sandboxKeys.assessor);
    await filer.send('DELETE', '');
    const gone = await host.asProvider('GET', bundlePath(filer.session.id, challenge.payload.id), assessor);
    expect(await refusedWith(gone)).toBe('session-withdrawn');
  });

  it('a bundle with another key or another trace, and a body that is not a bundle', async () => {
    const { evidence } = bundle;
    const { jwk } = await createKeyPair();
    expect(await refusedWith(await replay({ ...bundle, jwk }))).toBe('evidence-malformed');
    const trace = base64url.encode(base64url.decode(evidence.trace).map((byte, n) => (n === 100 ? byte ^ 1 : byte)));
    expect(await refusedWith(await replay({ ...bundle, evidence: { ...evidence, trace } }))).toBe('evidence-mismatch');
    const filer = await readyFiler(host, {}, sandboxKeys.assessor);
    const asks = bundle.windows.map(({ ask }) => ask);
    const unissued = await filer.evidence(captureOf(synthetically()(asks), { asks, challenge: 'no.challenge.this' }));
    const signed = { ...bundle, jwk: filer.keyPair.jwk, evidence: unissued };
    expect(await refusedWith(await replay(signed))).toBe('evidence-malformed');
    const revealed = [{ index: 0, jpeg: '!' }];
    for (const malformed of [{ ...bundle, revealed }, { ...bundle, extra: 1 }, { ...bundle, v: 2 }, [], 'text']) {
      expect(await refusedWith(await replay(malformed))).toBe('request-malformed');
    }
    const huge = { ...bundle, revealed: [{ index: 0, jpeg: 'A'.repeat(limits.body.bundleBytes) }] };
    expect(await refusedWith(await replay(huge))).toBe('request-too-large');
  });
});
