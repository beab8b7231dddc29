/** A trace that is sent in parts while the person acts. */
import { env } from 'cloudflare:workers';
import { describe, expect, it } from 'vitest';
import type { EvidenceBundle } from '#protocol/capture/evidence-bundle.ts';
import { limits } from '#protocol/limits.ts';
import { policy } from '#protocol/policy/registry.ts';
import { partKey } from '../../worker/capture/blob-keys.ts';
import type { Blobs } from '../../worker/capture/blobs.ts';
import { portsOf } from '../../worker/host/cloudflare/index.ts';
import { digest, Filer, readyFiler, revealForm } from '../../assess/synthetic/filer.ts';
import { packed } from '../../assess/synthetic/trace-parts.ts';
import { sandboxKeys } from '../../worker/tenant/sandbox-tenants.ts';
import { blobsOf, createHost, type Host } from './host.ts';

const codeOf = async (response: Response) => (await response.json<{ code?: string }>()).code;
const partsOf = async (response: Response) => (await response.json<{ parts?: number }>()).parts;

/** A filer who has acted, and sent nothing but the windows' hashes. */
async function acted(host: Host = createHost(), key?: string) {
  const filer = await readyFiler(host, {}, key);
  const challenge = await filer.challenge();
  return { filer, challenge, capture: await filer.capture(challenge) };
}

/** The same, with all parts sent and the trace ended. */
async function ended(host?: Host, key?: string) {
  const { filer, challenge, capture } = await acted(host, key);
  for (const n of capture.windows.keys()) expect(await partsOf(await filer.part(challenge, capture, n))).toBe(n + 1);
  expect((await filer.end(challenge, capture)).status).toBe(201);
  return { filer, challenge, capture };
}

const failedOf = async ({ host, session }: Filer<Host>) =>
  (await (await host.asProvider('GET', `/v1/sessions/${session.id}`)).json<{ attempts: { failed: number } }>()).attempts
    .failed;

describe('evidence in parts', () => {
  it('is stored as evidence that came whole, and nothing is left of the parts', async () => {
    const { filer, challenge, capture } = await ended(createHost(), sandboxKeys.assessor);
    const sent = await filer.evidenceInParts(capture, 3);
    const whole = await filer.evidence(capture);
    expect(JSON.stringify(sent).length).toBeLessThan(JSON.stringify(whole).length / 4);
    const { open } = await filer.expect<{ open: number[] }>('POST', '/evidence', { json: sent });
    expect(await blobsOf(filer.session.id)).toHaveLength(1);
    expect(await filer.expect('POST', '/attestations', { form: revealForm(capture, open) })).toEqual({
      done: true,
      causes: [],
    });
    const path = `/v1/sessions/${filer.session.id}/bundles/${challenge.payload.id}`;
    const bundle = await filer.host.asProvider('GET', path, { key: sandboxKeys.assessor });
    const { evidence } = await bundle.json<EvidenceBundle>();
    expect(evidence).toEqual({ ...whole, statement: sent.statement });
  });

  it.each([0, 1, 2, 3])('may leave out the last parts: %d of 3', async (parts) => {
    const { filer, capture } = await ended();
    const json = await filer.evidenceInParts(capture, parts);
    expect((await filer.send('POST', '/evidence', { json })).status).toBe(201);
  });

  it('may come without an end in the time of evidence, and counts from its arrival', async () => {
    const { filer, challenge, capture } = await acted();
    await filer.part(challenge, capture, 0);
    const json = await filer.evidenceInParts(capture, 1);
    expect((await filer.send('POST', '/evidence', { json })).status).toBe(201);
  });

  it('may come a minute after the end, and the time that it took is no fault of the capture', async () => {
    const { filer, capture } = await ended();
    filer.host.clock.nowMs += limits.upload.mostMs - 1_000;
    const json = await filer.evidenceInParts(capture, 3);
    const { open } = await filer.expect<{ open: number[] }>('POST', '/evidence', { json });
    const answer = await filer.expect('POST', '/attestations', { form: revealForm(capture, open) });
    expect(answer).toEqual({ done: true, causes: [] });
    expect(await failedOf(filer)).toBe(0);
  });

  it('is late a minute after the end, and that costs an attempt', async () => {
    const { filer, capture } = await ended();
    filer.host.clock.nowMs += limits.upload.mostMs + 1;
    const json = await filer.evidenceInParts(capture, 3);
    expect(await codeOf(await filer.send('POST', '/evidence', { json }))).toBe('evidence-late');
    expect(await failedOf(filer)).toBe(1);
  });

  it('is late without an end as evidence that comes whole', async () => {
    const { filer, challenge, capture } = await acted();
    for (const n of capture.windows.keys()) await filer.part(challenge, capture, n);
    filer.host.clock.nowMs += policy.challenge.evidenceGraceMs + 2_000;
    const json = await filer.evidenceInParts(capture, 3);
    expect(await codeOf(await filer.send('POST', '/evidence', { json }))).toBe('evidence-late');
  });

  it('is refused if its trace is not the one that has ended, whole or in parts', async () => {
    const { filer, challenge, capture } = await acted();
    expect((await filer.end(challenge, capture, digest('another trace'))).status).toBe(201);
    const whole = await filer.evidence(capture);
    const inParts = await filer.evidenceInParts(capture, 0);
    for (const json of [whole, inParts])
      expect(await codeOf(await filer.send('POST', '/evidence', { json }))).toBe('evidence-mismatch');
  });

  it.each([
    ['more parts than there are', 'evidence-incomplete', { parts: 3 }],
    ['a part twice', 'evidence-mismatch', { parts: 1 }],
    ['no frames', 'trace-malformed', { parts: 0, tail: 'AAAA' }],
    ['a tail that is no base64', 'request-malformed', { tail: '=' }],
    ['a negative number of parts', 'request-malformed', { parts: -1 }],
    ['a field of both forms', 'request-malformed', { trace: 'AAAA' }],
  ])('is refused with %s', async (_, code, changes) => {
    const { filer, challenge, capture } = await acted();
    await filer.part(challenge, capture, 0);
    const json = { ...(await filer.evidenceInParts(capture, 0)), ...changes };
    expect(await codeOf(await filer.send('POST', '/evidence', { json }))).toBe(code);
    // Nothing is lost: the right one is still accepted.
    expect((await filer.send('POST', '/evidence', { json: await filer.evidenceInParts(capture, 1) })).status).toBe(201);
  });

  it('is refused if its parts are of pictures of different sizes', async () => {
    const { filer, challenge, capture } = await acted();
    const header = { ...capture.trace.header, widthPx: 320 };
    const bytes = packed({ ...capture, trace: { ...capture.trace, header } }, 0, 5);
    await filer.send('POST', `/challenges/${challenge.payload.id}/parts/0`, { bytes });
    const json = await filer.evidenceInParts(capture, 1);
    expect(await codeOf(await filer.send('POST', '/evidence', { json }))).toBe('evidence-mismatch');
    // Nothing is lost: all frames may be sent again with the evidence.
    expect((await filer.send('POST', '/evidence', { json: await filer.evidenceInParts(capture, 0) })).status).toBe(201);
  });
});

describe('a part of a trace', () => {
  it('may be sent again, and is stored once', async () => {
    const { filer, challenge, capture } = await acted();
    for (let n = 0; n < 3; n += 1) expect(await partsOf(await filer.part(challenge, capture, 0))).toBe(1);
    expect(await blobsOf(filer.session.id)).toHaveLength(1);
  });

  it('is stored once of those that arrive together', async () => {
    const { filer, challenge, capture } = await acted();
    const send = () => filer.part(challenge, capture, 0);
    const answers = await Promise.all(Array.from({ length: limits.load.person.bodiesPerSession }, send));
    expect(answers.every(({ status }) => status === 201)).toBe(true);
    expect(await blobsOf(filer.session.id)).toHaveLength(1);
  });

  it.each([
    ['frames that do not unpack', new Uint8Array(100), 'trace-malformed'],
    ['nothing', new Uint8Array(0), 'trace-malformed'],
    ['more bytes than a part may have', new Uint8Array(limits.body.partBytes + 1), 'request-too-large'],
  ])('is refused with %s, and nothing is stored', async (_, bytes, code) => {
    const { filer, challenge, capture } = await acted();
    const path = `/challenges/${challenge.payload.id}/parts/0`;
    expect(await codeOf(await filer.send('POST', path, { bytes }))).toBe(code);
    expect(await blobsOf(filer.session.id)).toEqual([]);
    expect((await filer.part(challenge, capture, 0)).status).toBe(201);
  });

  it('is not stored for a challenge of another session, nor before its window', async () => {
    const { challenge, capture } = await acted();
    const { filer } = await acted();
    expect(await codeOf(await filer.part(challenge, capture, 0))).toBe('challenge-unknown');
    const next = await filer.challenge();
    expect(await codeOf(await filer.part(next, capture, 0))).toBe('part-out-of-order');
    expect(await blobsOf(filer.session.id)).toEqual([]);
  });

  it('survives the end of the process between parts', async () => {
    const { filer, challenge, capture } = await acted();
    await filer.part(challenge, capture, 0);
    // Another process has nothing but what is stored.
    const { clock } = filer.host;
    const restarted = createHost();
    restarted.clock.nowMs = clock.nowMs;
    const again = new Filer(restarted, filer.session, filer.keyPair);
    expect(await partsOf(await again.part(challenge, capture, 1))).toBe(2);
    expect((await again.end(challenge, capture)).status).toBe(201);
    const json = await again.evidenceInParts(capture, 2);
    expect((await again.send('POST', '/evidence', { json })).status).toBe(201);
  });

  it('is encrypted, and is deleted with the session', async () => {
    const { filer, challenge, capture } = await acted();
    await filer.part(challenge, capture, 0);
    const [key] = await blobsOf(filer.session.id);
    const stored = new Uint8Array(await (await env.EVIDENCE.get(key!))!.arrayBuffer());
    expect(new TextDecoder('latin1').decode(stored)).not.toContain('BHPF');
    expect((await filer.send('DELETE', '')).status).toBe(204);
    expect(await blobsOf(filer.session.id)).toEqual([]);
  });

  it('that cannot be deleted costs nobody the answer, and goes with the session', async () => {
    const { blobs } = portsOf(env);
    const stuck: Blobs = { ...blobs, delete: () => Promise.reject(new Error('R2 is down')) };
    const { filer, capture } = await ended(createHost({}, { blobs: stuck }));
    const json = await filer.evidenceInParts(capture, 3);
    expect((await filer.send('POST', '/evidence', { json })).status).toBe(201);
    expect(await blobsOf(filer.session.id)).toHaveLength(4);
    expect((await filer.send('DELETE', '')).status).toBe(204);
    expect(await blobsOf(filer.session.id)).toEqual([]);
  });

  it('is named by its session, so that the session’s deletion finds it', () => {
    expect(partKey('s', 'c', 'u')).toBe('s/c/part-u');
  });
});
