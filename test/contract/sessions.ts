import { describe, expect, it } from 'vitest';
import { policy } from '#protocol/policy/registry.ts';
import { Refusal } from '#protocol/refusal.ts';
import { sessionPrefix } from '../../worker/capture/blob-keys.ts';
import { sweepMs } from '../../worker/retention/wake.ts';
import { digest, inTurn } from '../../assess/synthetic/filer.ts';
import vectors from '../vectors/session-state_unversioned.json' with { type: 'json' };
import type { ContractHost } from './host.ts';
import { byFiler, challenged, consented, created, disclosed, evidenceOf } from './stage.ts';
import { unversioned } from './unversioned.ts';

const startMs = 1_800_000_000_000;

/** What the sessions of every host must do. */
export function describeSessions(host: ContractHost): void {
  const { sessions, blobs } = host.ports;

  describe('a session', () => {
    it('accepts one of 50 simultaneous pieces of evidence, and refuses the others', async () => {
      const { id, challengeId, nowMs } = await disclosed(sessions, startMs);
      const spend = (_: unknown, n: number) =>
        sessions.run(id, 'spend', { challengeId, evidence: evidenceOf(`evidence ${n}`) }, nowMs);
      const ends = await Promise.allSettled(Array.from({ length: 50 }, spend));
      expect(ends.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
      const reasons = ends.flatMap((end) => (end.status === 'rejected' ? [end.reason] : []));
      expect(reasons.every((reason) => reason instanceof Refusal && reason.code === 'challenge-replayed')).toBe(true);
      const { challenge } = await sessions.run(id, 'read', { by: { tenant: 'one' } }, nowMs);
      expect(challenge).toMatchObject({ stage: 'spent', spentAtMs: nowMs });
    });

    it('keeps one of 20 simultaneous parts of a trace', async () => {
      const { id, challengeId, nowMs } = await disclosed(sessions, startMs);
      const add = (_: unknown, n: number) => sessions.run(id, 'add-part', { challengeId, n: 0, blob: `${n}` }, nowMs);
      const answers = await Promise.all(Array.from({ length: 20 }, add));
      expect(answers.filter(({ isKept }) => isKept)).toHaveLength(1);
      expect(answers.every(({ parts }) => parts === 1)).toBe(true);
    });

    it('ends a trace for one of 20 simultaneous hashes', async () => {
      const { id, challengeId, nowMs } = await disclosed(sessions, startMs);
      const end = (_: unknown, n: number) =>
        sessions.run(id, 'end-trace', { by: byFiler(), challengeId, runningHash: digest(`${n}`) }, nowMs);
      const ends = await Promise.allSettled(Array.from({ length: 20 }, end));
      expect(ends.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    });

    it('reserves the upload of its frames for one of 20 simultaneous requests', async () => {
      const { id, challengeId, nowMs } = await disclosed(sessions, startMs);
      await sessions.run(id, 'spend', { challengeId, evidence: evidenceOf('evidence') }, nowMs);
      const begin = (_: unknown, n: number) =>
        sessions.run(id, 'begin-upload', { by: byFiler(), uploadId: `${n}` }, nowMs);
      const ends = await Promise.allSettled(Array.from({ length: 20 }, begin));
      expect(ends.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
      const reasons = ends.flatMap((end) => (end.status === 'rejected' ? [end.reason] : []));
      expect(reasons.every((reason) => reason instanceof Refusal && reason.code === 'upload-underway')).toBe(true);
    });

    it('discloses a window for one of 20 simultaneous hashes', async () => {
      const id = await consented(sessions, startMs);
      const challenge = await challenged(sessions, id, startMs);
      const ask = (_: unknown, n: number) => {
        const asked = { by: byFiler(), challengeId: challenge.id, n: 0, runningHash: digest(`${n}`), delayedMs: 0 };
        return sessions.run(id, 'disclose-window', asked, startMs);
      };
      const ends = await Promise.allSettled(Array.from({ length: 20 }, ask));
      expect(ends.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    });

    it('accepts a proof once', async () => {
      const id = await consented(sessions, startMs);
      const by = byFiler();
      const read = () => sessions.run(id, 'read', { by }, startMs);
      const ends = await Promise.allSettled([read(), read(), read()]);
      expect(ends.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    });

    it('refuses with a code, and with the time until another try', async () => {
      const id = await consented(sessions, startMs);
      await inTurn(policy.attempts.failures, async (n) => {
        const { id: challengeId } = await challenged(sessions, id, startMs + n);
        const asked = { by: byFiler(), challengeId, n: 0, runningHash: digest('window'), delayedMs: 0 };
        await sessions.run(id, 'disclose-window', asked, startMs + n);
      });
      const refusal: unknown = await challenged(sessions, id, startMs + 1_000).catch((error: unknown) => error);
      expect(refusal).toBeInstanceOf(Refusal);
      expect(refusal).toMatchObject({ code: 'attempts-paused', retryAfterMs: policy.attempts.pauseMs });
    });

    it('stays the same when its creation is repeated, and is unknown to other tenants', async () => {
      const { id, deleteAtMs } = await created(sessions, startMs);
      const session = await sessions.run(id, 'read', { by: { tenant: 'one' } }, startMs);
      const lifetime = { id, tenant: 'one', createdAtMs: startMs + 5, expiresAtMs: startMs + 10, deleteAtMs };
      const again = { ...lifetime, request: {}, policy: { name: 'another', version: 1 } };
      expect(await sessions.run(id, 'create', again, startMs + 5)).toEqual(session);
      const foreign = sessions.run(id, 'read', { by: { tenant: 'two' } }, startMs);
      await expect(foreign).rejects.toMatchObject({ code: 'session-unknown' });
      const unknown = sessions.run('nobody', 'read', { by: { tenant: 'one' } }, startMs);
      await expect(unknown).rejects.toMatchObject({ code: 'session-unknown' });
    });

    it('survives a restart of the host', async () => {
      const { id, challengeId, nowMs } = await disclosed(sessions, startMs);
      const restarted = (await host.restart()).sessions;
      await restarted.run(id, 'spend', { challengeId, evidence: evidenceOf('evidence') }, nowMs);
      const again = restarted.run(id, 'spend', { challengeId, evidence: evidenceOf('other') }, nowMs);
      await expect(again).rejects.toMatchObject({ code: 'challenge-replayed' });
    });

    it('continues from a state that was stored before states had a version', async () => {
      const state = unversioned('disclosing');
      const { id, challengeId, endMs } = state;
      await host.sessions.store(id, state.stored);
      await sessions.run(id, 'spend', { challengeId, evidence: evidenceOf('evidence') }, endMs);
      const tenant = state.stored.tenant;
      const session = await sessions.run(id, 'read', { by: { tenant } }, endMs);
      expect(session).toMatchObject({ policy: { name: 'actions', version: 3 }, challenge: { stage: 'spent' } });
      expect(await host.sessions.stored(id)).toMatchObject({ kind: 'sealed' });
      expect(vectors.states.disclosing).not.toHaveProperty('v');
    });
  });

  describe('the stored data of a session', () => {
    const withBlobs = async () => {
      const session = await created(sessions, startMs);
      const keys = ['a', 'b'].map((name) => `${sessionPrefix(session.id)}${name}`);
      await Promise.all(keys.map((key) => blobs.put(key, 'kept')));
      const left = async () => (await Promise.all(keys.map((key) => blobs.get(key)))).filter((blob) => blob);
      return { ...session, left };
    };

    it('is deleted at the end of its retention, and not before', async () => {
      const { id, deleteAtMs, left } = await withBlobs();
      expect(await host.sessions.wakesAtMs(id)).toBe(deleteAtMs);
      await host.sessions.wake(id, deleteAtMs - 1);
      expect(await left()).toHaveLength(2);
      expect(await host.sessions.wakesAtMs(id)).toBe(deleteAtMs);
      await host.sessions.wake(id, deleteAtMs);
      expect(await left()).toEqual([]);
      expect(await host.sessions.stored(id)).toBeUndefined();
      const read = sessions.run(id, 'read', { by: { tenant: 'one' } }, deleteAtMs);
      await expect(read).rejects.toMatchObject({ code: 'session-unknown' });
    });

    it('is deleted a minute after a withdrawal; the tombstone stays until the end of the retention', async () => {
      const { id, deleteAtMs, left } = await withBlobs();
      await sessions.run(id, 'withdraw', { by: { tenant: 'one' } }, startMs + 10);
      expect(await host.sessions.wakesAtMs(id)).toBe(startMs + 10 + sweepMs);
      await host.sessions.wake(id, startMs + 10 + sweepMs);
      expect(await left()).toEqual([]);
      expect(await host.sessions.stored(id)).toMatchObject({ kind: 'withdrawn' });
      expect(await host.sessions.wakesAtMs(id)).toBe(deleteAtMs);
      await host.sessions.wake(id, deleteAtMs);
      expect(await host.sessions.stored(id)).toBeUndefined();
    });
  });
}
