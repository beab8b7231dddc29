import { base64url } from 'jose';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Ask } from '#protocol/action/action.ts';
import type { AppraisalRecord } from '#protocol/capture/appraisal-record.ts';
import type { EvidenceBundle, Replayed } from '#protocol/capture/evidence-bundle.ts';
import type { Problem } from '#protocol/problem.ts';
import { policy } from '#protocol/policy/registry.ts';
import { limits } from '#protocol/limits.ts';
import { sandboxKeys } from '../../worker/tenant/sandbox-tenants.ts';
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
});

describe('a sealed bundle', () => {
  const sound = () => structuredClone(bundle);
  const window = () => sound().windows[0]!;
  const first = () => sound().revealed[0]!;
  const otherAsk = ({ kind }: Ask): Ask => ({ kind: kind === 'nod' ? 'open-mouth' : 'nod' });
  const altered: readonly (readonly [what: string, changes: () => Partial<EvidenceBundle>])[] = [
    ['no windows', () => ({ windows: [] })],
    ['windows in another order', () => ({ windows: sound().windows.toReversed() })],
    ['a window fewer', () => ({ windows: sound().windows.slice(1) })],
    ['a longer window', () => ({ windows: sound().windows.map((each) => ({ ...each, windowMs: each.windowMs + 1 })) })],
    ['another ask', () => ({ windows: [{ ...window(), ask: otherAsk(window().ask) }, ...sound().windows.slice(1)] })],
    [
      'windows that begin elsewhere in the trace',
      () => ({ windows: sound().windows.map((each) => ({ ...each, runningHash: 'A'.repeat(43) })) }),
    ],
    [
      'windows disclosed 1 ms earlier',
      () => ({ windows: sound().windows.map((each) => ({ ...each, disclosedAtMs: each.disclosedAtMs - 1 })) }),
    ],
    ['evidence received 1 ms earlier', () => ({ receivedAtMs: sound().receivedAtMs - 1 })],
    ['no revealed frame', () => ({ revealed: [] })],
    ['a drawn frame fewer', () => ({ revealed: sound().revealed.slice(1) })],
    ['another frame than was drawn', () => ({ revealed: [{ ...first(), index: 1e9 }, ...sound().revealed.slice(1)] })],
    ['another policy', () => ({ policy: { ...sound().policy, name: 'actions-unhurried' } })],
    ['another seal', () => ({ seal: 'B'.repeat(43) })],
  ];

  it.each(altered)('is refused with %s', async (_, changes) => {
    const response = await replay({ ...bundle, ...changes() });
    expect([response.status, await refusedWith(response)]).toEqual([400, 'bundle-altered']);
  });

  it('is refused without its seal, as a bundle from before seals is', async () => {
    const { seal: _, ...older } = sound();
    const response = await replay(older);
    expect([response.status, await refusedWith(response)]).toEqual([400, 'bundle-unsealed']);
  });

  it.each(['AAAA', ''])('is appraised, and not accepted, with the picture %o', async (jpeg) => {
    const response = await replay({ ...bundle, revealed: [{ ...first(), jpeg }, ...sound().revealed.slice(1)] });
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
    const other = await verified(sandboxKeys.assessor);
    const foreign = await other.filer.evidence(other.capture);
    expect(await refusedWith(await replay({ ...bundle, evidence: foreign }))).toBe('bundle-altered');
    const [picture, ...pictures] = bundle.revealed;
    const undecodable = { ...bundle, revealed: [{ ...picture!, jpeg: '!' }, ...pictures] };
    for (const malformed of [undecodable, { ...bundle, extra: 1 }, { ...bundle, v: 2 }, [], 'text']) {
      expect(await refusedWith(await replay(malformed))).toBe('request-malformed');
    }
    const huge = { ...bundle, revealed: [{ index: 0, jpeg: 'A'.repeat(limits.body.bundleBytes) }] };
    expect(await refusedWith(await replay(huge))).toBe('request-too-large');
  });
});
