import { base64url, createRemoteJWKSet, customFetch, decodeJwt, jwtVerify } from 'jose';
import { describe, expect, it } from 'vitest';
import { chanceOfRecording } from '#protocol/policy/chance.ts';
import { policies, policy } from '#protocol/policy/registry.ts';
import type { IssueChallenge } from '#protocol/capture/challenge.ts';
import type { Appraised } from '#protocol/capture/evidence.ts';
import type { FilerSession, ProviderSession } from '#protocol/session/session.ts';
import { synthetically } from '../../assess/synthetic/capture.ts';
import { neutralPose } from '../../assess/synthetic/face.ts';
import { createdFiler, digest, revealForm, readyFiler } from '../../assess/synthetic/filer.ts';
import { perform } from '../../assess/synthetic/performance.ts';
import { syntheticFaceReader } from '../../assess/synthetic/picture.ts';
import { modelsDigest } from '../../worker/appraisal/models-digest.ts';
import { sha256 } from '#protocol/capture/commitment.ts';
import { createHost, origin } from './host.ts';

/** The asks of a session with this seed. Also expects its result to call it seeded. */
const asksOf = async (seed: string) => {
  const host = createHost();
  const filer = await readyFiler(host, { seed });
  const capture = await filer.capture(await filer.challenge());
  await filer.expect('POST', '/attestations', { form: revealForm(capture, await filer.spend(capture)) });
  const path = `/v1/sessions/${filer.session.id}`;
  const session = await (await host.asProvider('GET', path, { key: 'bh_sandbox_assessor' })).json<ProviderSession>();
  expect(decodeJwt(session.result!)).toMatchObject({ seeded: true, chance: 1, aud: 'sandbox-assessor' });
  return capture.windows.map(({ ask }) => ask);
};

describe('a whole session', () => {
  it('verifies a person who begins 2.5 s late, once they have asked for more time', async () => {
    const host = createHost();
    const filer = await readyFiler(host);
    const late = synthetically({ performance: (slots) => perform(slots, () => 3_000) });
    const attempt = async (json: IssueChallenge) => {
      const capture = await filer.capture(await filer.challenge(json), late);
      return filer.expect<Appraised>('POST', '/attestations', {
        form: revealForm(capture, await filer.spend(capture)),
      });
    };
    const moreTime = async () => (await filer.expect<FilerSession>('GET', '')).moreTime;
    expect(await moreTime()).toBe('offered');
    const missed = await attempt({});
    expect(missed).toMatchObject({ done: false, causes: expect.arrayContaining(['action-missed']) as unknown });
    expect(await attempt({ moreTime: true })).toEqual({ done: true, causes: [] });
    expect(await moreTime()).toBe('given');

    const session = await (await host.asProvider('GET', `/v1/sessions/${filer.session.id}`)).json<ProviderSession>();
    const { name, version } = policies.unhurried(policy)!;
    expect(session).toMatchObject({ state: 'verified', policy: { name, version }, attempts: { failed: 1 } });
    // The name of the policy is all that the result says.
    expect(decodeJwt(session.result!)).toMatchObject({ policy: { name, version }, chance: chanceOfRecording(policy) });
    expect(session.result + JSON.stringify(session)).not.toContain('moreTime');
  });

  it('verifies a person who does what is asked', async () => {
    const host = createHost();
    const filing = { organiser: '示例公司', domains: ['example.cn'] };
    const filer = await readyFiler(host, { subject: { role: 'service', service: 1 }, filing });
    const challenge = await filer.challenge();
    const capture = await filer.capture(challenge);
    const open = await filer.spend(capture);
    expect(open.length).toBeGreaterThanOrEqual(policy.challenge.randomFrames + 1);

    const form = revealForm(capture, open);
    expect(await filer.expect('POST', '/attestations', { form })).toEqual({ done: true, causes: [] });

    const path = `/v1/sessions/${filer.session.id}`;
    const session = await (await host.asProvider('GET', path)).json<ProviderSession>();
    expect(session).toMatchObject({
      state: 'verified',
      verdict: 'bona-fide',
      causes: [],
      challenges: [challenge.payload.id],
    });
    expect(await filer.expect('GET', '')).toEqual({
      id: filer.session.id,
      state: 'verified',
      sandbox: true,
      expiresAtMs: filer.session.expiresAtMs,
      done: true,
      moreTime: 'offered',
      challenge: { id: challenge.payload.id, appraised: { done: true, causes: [] } },
    });

    const fetchJwks = (url: string) => Promise.resolve(host.app.request(url));
    const jwks = createRemoteJWKSet(new URL(`${origin}/.well-known/jwks.json`), { [customFetch]: fetchJwks });
    const { payload } = await jwtVerify(session.result!, jwks, {
      typ: 'eat+jwt',
      issuer: origin,
      audience: 'sandbox-provider',
      currentDate: new Date(host.clock.nowMs),
    });
    expect(payload).toMatchObject({
      eat_profile: 'urn:beihe:attestation-result:3',
      eat_nonce: challenge.payload.nonce,
      session: filer.session.id,
      subject: { role: 'service', service: 1 },
      mode: 'self',
      fallbacks: ['webgpu'],
      sandbox: true,
      seeded: false,
      digests: { challenge: digest(challenge.jws), models: modelsDigest, filing: digest(JSON.stringify(filing)) },
      policy: { name: policy.name, version: policy.version },
      verdict: 'bona-fide',
      chance: chanceOfRecording(policy),
    });

    const answer = await host.asProvider('GET', `${path}/portraits/${challenge.payload.id}`);
    expect([answer.status, answer.headers.get('content-type')]).toEqual([200, 'image/jpeg']);
    const portrait = new Uint8Array(await answer.arrayBuffer());
    const { digests } = payload as { digests: Record<'portrait' | 'portraitFrame', string> };
    expect(digests.portrait).toBe(base64url.encode(sha256(portrait)));
    const frame = capture.jpegs.find((jpeg) => base64url.encode(sha256(jpeg)) === digests.portraitFrame)!;
    expect(open.map((index) => capture.jpegs[index])).toContain(frame);
    expect(portrait).toEqual(await syntheticFaceReader.reencode(frame));

    const appraisal = await (await host.asProvider('GET', `${path}/appraisals/${challenge.payload.id}`)).json<object>();
    expect(appraisal).toMatchObject({ verdict: 'bona-fide', windows: { length: policy.challenge.windows } });
  });

  it('uses up no attempt if the verifier’s models cannot be loaded', async () => {
    let tries = 0;
    const failingOnce = async () => {
      tries += 1;
      if (tries === 1) throw new Error('no models');
      return syntheticFaceReader;
    };
    const filer = await readyFiler(createHost({}, { faceReader: failingOnce }));
    const capture = await filer.capture(await filer.challenge());
    const form = revealForm(capture, await filer.spend(capture));
    expect((await filer.send('POST', '/attestations', { form })).status).toBe(500);
    expect(await filer.expect('POST', '/attestations', { form })).toEqual({ done: true, causes: [] });
  });

  it('shows all causes to a person who did not do what was asked, and the verdict to the provider', async () => {
    const host = createHost();
    const filer = await readyFiler(host);
    const challenge = await filer.challenge();
    const still = { performance: () => () => neutralPose };
    const capture = await filer.capture(challenge, synthetically(still));
    const form = revealForm(capture, await filer.spend(capture));
    const { done, causes } = await filer.expect<{ done: boolean; causes: string[] }>('POST', '/attestations', { form });
    expect({ done, causes }).toMatchObject({ done: false, causes: expect.arrayContaining(['action-missed']) });

    const session = await (await host.asProvider('GET', `/v1/sessions/${filer.session.id}`)).json<ProviderSession>();
    expect(session).toMatchObject({
      verdict: 'undetermined',
      attempts: { failed: 1, left: policy.attempts.total - 1 },
    });
    const claims = decodeJwt<{ digests: object }>(session.result!);
    expect(claims).toMatchObject({ verdict: 'undetermined' });
    expect(claims.digests).not.toHaveProperty('portrait');
    const portrait = await host.asProvider('GET', `/v1/sessions/${filer.session.id}/portraits/${challenge.payload.id}`);
    expect(await portrait.json()).toMatchObject({ code: 'portrait-unknown' });
  });

  it('calls it an attack if frames differ from the evidence, and does not say which check found it', async () => {
    const host = createHost();
    const filer = await readyFiler(host);
    const capture = await filer.capture(await filer.challenge());
    const open = await filer.spend(capture);
    const swapped = { jpegs: capture.jpegs.toReversed() };
    const answer = await filer.expect('POST', '/attestations', { form: revealForm(swapped, open) });
    expect(answer).toEqual({ done: false, causes: ['evidence-unusable'] });
    const session = await (await host.asProvider('GET', `/v1/sessions/${filer.session.id}`)).json<ProviderSession>();
    expect(session).toMatchObject({ verdict: 'attack' });
  });

  it('calls it an attack if a drawn frame is missing', async () => {
    const host = createHost();
    const filer = await readyFiler(host);
    const capture = await filer.capture(await filer.challenge());
    const open = await filer.spend(capture);
    const answer = await filer.expect('POST', '/attestations', { form: revealForm(capture, open.slice(1)) });
    expect(answer).toEqual({ done: false, causes: ['evidence-unusable'] });
  });

  it('gives the number of windows in the challenge, but not what they ask', async () => {
    const filer = await readyFiler(createHost());
    const { payload } = await filer.challenge();
    const { windows, limits, session, jkt, expiresAtMs } = payload;
    expect({ windows, session, jkt }).toEqual({ windows: 3, session: filer.session.id, jkt: await filer.jkt() });
    expect(limits.windowMs).toBe(Math.max(...Object.values(policy.challenge.windowMs)));
    expect(expiresAtMs).toBe(filer.host.clock.nowMs + policy.challenge.lifetimeMs);
    expect(JSON.stringify(payload)).not.toMatch(/blink|turn|nod"|mouth/);
  });

  it('asks the same in every session with the same seed, and calls it seeded in the result', async () => {
    expect(await asksOf('clip-17')).toEqual(await asksOf('clip-17'));
  });

  it.each([-1, 1])('verifies a person whose phone has a clock that is %d year off', async (years) => {
    const filer = await createdFiler(createHost());
    filer.clockOffsetMs = years * 365 * 24 * 3_600_000;
    await filer.bind();
    await filer.consent();
    const capture = await filer.capture(await filer.challenge());
    const form = revealForm(capture, await filer.spend(capture));
    expect(await filer.expect('POST', '/attestations', { form })).toEqual({ done: true, causes: [] });
  });

  it('shows no result to another tenant', async () => {
    const host = createHost();
    const filer = await createdFiler(host);
    const path = `/v1/sessions/${filer.session.id}`;
    expect((await host.asProvider('GET', path, { key: 'bh_sandbox_assessor' })).status).toBe(404);
    expect((await host.asProvider('DELETE', path, { key: 'bh_sandbox_assessor' })).status).toBe(404);
    expect((await host.asProvider('GET', path)).status).toBe(200);
  });
});
