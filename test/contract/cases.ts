import { describe, expect, it, vi } from 'vitest';
import { Refusal } from '#protocol/refusal.ts';
import { casePrefix } from '../../worker/case/blob-keys.ts';
import type { Cases } from '../../worker/case/cases.ts';
import { sealedBlobs } from '../../worker/retention/sealed-blobs.ts';
import { sweepMs, wakeRetryMs } from '../../worker/retention/wake.ts';
import { byKey, creation, openCase, personsName, submittedCase, unitQuestion } from './case-stage.ts';
import type { ContractHost } from './host.ts';

const startMs = 1_800_000_000_000;
const byVerifier = { verifier: true } as const;

const take = (cases: Cases, id: string, nowMs: number) =>
  cases.run(id, 'take-question', { by: byVerifier, untilMs: nowMs + 30_000 }, nowMs);

/** What the cases of every host must do. */
export function describeCases(host: ContractHost): void {
  const { cases, caseIndex, blobs, caseKeys, sessionKeys, fileKeys } = host.ports;
  const random = (length: number) => crypto.getRandomValues(new Uint8Array(length));
  const sealed = sealedBlobs(blobs, { session: sessionKeys, case: caseKeys, file: fileKeys }, random, () => {});
  const read = (id: string, nowMs = startMs) => cases.run(id, 'read', { by: byKey }, nowMs);
  const code = (work: Promise<unknown>) =>
    work.then(
      () => undefined,
      (error: unknown) => (error instanceof Refusal ? error.code : error),
    );

  describe('a case', () => {
    it('gives its question to one of 20 simultaneous takers', async () => {
      const { id } = await submittedCase(cases, startMs);
      const taken = await Promise.all(Array.from({ length: 20 }, () => take(cases, id, startMs)));
      expect(taken.flatMap(({ question }) => (question ? [question.digest] : []))).toEqual([unitQuestion.digest]);
    });

    it('accepts one of 10 simultaneous changes of one version of its record', async () => {
      const { id, version } = await openCase(cases, startMs);
      const { filing } = creation(startMs);
      const change = (_: unknown, n: number) => {
        const changed = { ...filing, recordDigest: `${n}`.repeat(43) };
        return code(cases.run(id, 'change-record', { by: byKey, version, filing: changed }, startMs));
      };
      const codes = await Promise.all(Array.from({ length: 10 }, change));
      expect(codes.toSorted()).toEqual([...Array.from({ length: 9 }, () => 'case-changed'), undefined]);
      expect(await read(id)).toMatchObject({ version: version + 1 });
    });

    it('stays the same when its creation is repeated, and is unknown to other tenants', async () => {
      const args = creation(startMs);
      const create = () => cases.run(args.id, 'create', args, startMs);
      const [first, ...others] = await Promise.all([create(), create(), create()]);
      for (const other of others) expect(other).toEqual(first);
      const otherRequest = cases.run(args.id, 'create', { ...args, requestDigest: 'b'.repeat(43) }, startMs);
      expect(await code(otherRequest)).toBe('idempotency-mismatch');
      const foreign = cases.run(args.id, 'read', { by: { tenant: 'two', key: 'server' } }, startMs);
      expect(await code(foreign)).toBe('case-unknown');
      expect(await code(read('nobody'))).toBe('case-unknown');
    });

    it('survives a restart of the host, also between a question and its answer', async () => {
      const { id } = await submittedCase(cases, startMs);
      const before = (await take(cases, id, startMs)).state;
      const restarted = (await host.restart()).cases;
      expect(await restarted.run(id, 'read', { by: byKey }, startMs + 1)).toEqual(before);
      expect((await take(restarted, id, startMs + 1)).question).toBeUndefined();
      expect((await take(restarted, id, startMs + 30_000)).question).toMatchObject({ sent: 1 });
    });
  });

  it('may be as large as a case with many services, and small again', async () => {
    const { id, version } = await openCase(cases, startMs);
    const { filing } = creation(startMs);
    const named = (name: string) => ({ ...filing, subjects: [{ ...filing.subjects[0]!, name }] });
    for (const [n, name] of ['长'.repeat(1_500_000), personsName].entries()) {
      const changed = { ...named(name), recordDigest: `${n}`.repeat(43) };
      await cases.run(id, 'change-record', { by: byKey, version: version + n, filing: changed }, startMs);
      const restarted = (await host.restart()).cases;
      const { subjects } = await restarted.run(id, 'read', { by: byKey }, startMs);
      expect(subjects[0]!.name === name).toBe(true);
    }
  });

  describe('the stored data of a case', () => {
    const withFiles = async () => {
      const state = await openCase(cases, startMs);
      const { id, tenant, channel, createdAtMs } = state;
      const names = ['record', 'picture'].map((name) => `${casePrefix(id)}${name}`);
      await Promise.all(names.map((name) => sealed.put(name, personsName)));
      await caseIndex.put(tenant, { id, state: state.state, channel, createdAtMs, changedAtMs: createdAtMs });
      await caseIndex.putForm(`form of ${id}`, { case: id, state: 'valid' });
      const left = async () => (await Promise.all(names.map((name) => blobs.get(name)))).filter((blob) => blob);
      const listed = async () => (await caseIndex.list(tenant, { limit: 1_000 })).cases.some((line) => line.id === id);
      return { ...state, names, left, listed };
    };

    it('is encrypted: only ids and times are in plain', async () => {
      const { id, names, left } = await withFiles();
      const { content, ...header } = (await host.cases.stored(id)) as { content: Uint8Array };
      expect(Object.keys(header).toSorted()).toEqual(['createdAtMs', 'deleteAtMs', 'envelope', 'id', 'kind', 'tenant']);
      for (const bytes of [content, ...(await left())]) {
        expect(new TextDecoder().decode(bytes)).not.toContain(personsName);
      }
      expect(new TextDecoder().decode(await sealed.get(names[0]!))).toBe(personsName);
    });

    it('is gone with its key, also if a copy of it is restored', async () => {
      const { id, names } = await withFiles();
      await caseKeys.destroy(id);
      const restarted = (await host.restart()).cases;
      expect(await code(restarted.run(id, 'read', { by: byKey }, startMs))).toBe('case-withdrawn');
      expect(await sealed.get(names[0]!)).toBeUndefined();
      expect(await code(sealed.put(names[0]!, 'more'))).toBe('case-withdrawn');
    });

    it('is deleted at the end of its retention with its line in the index, and not before', async () => {
      const { id, deleteAtMs, left, listed } = await withFiles();
      expect(await host.cases.wakesAtMs(id)).toBe(deleteAtMs);
      await host.cases.wake(id, deleteAtMs - 1);
      expect([(await left()).length, await listed(), await host.cases.wakesAtMs(id)]).toEqual([2, true, deleteAtMs]);
      await host.cases.wake(id, deleteAtMs);
      expect([await left(), await listed(), await host.cases.stored(id)]).toEqual([[], false, undefined]);
      expect(await caseKeys.load(id)).toBeUndefined();
      expect(await code(read(id, deleteAtMs))).toBe('case-unknown');
    });

    it('is deleted by a withdrawal, whose tombstone stays; a line that was written late goes a minute later', async () => {
      const { id, deleteAtMs, left, listed } = await withFiles();
      const backup = (await host.cases.stored(id))!;
      await cases.run(id, 'withdraw', { by: byKey }, startMs + 10);
      expect(await caseKeys.load(id)).toBeUndefined();
      expect(await host.cases.stored(id)).toMatchObject({ kind: 'withdrawn' });
      expect(await host.cases.wakesAtMs(id)).toBe(startMs + 10 + sweepMs);
      await host.cases.wake(id, startMs + 10 + sweepMs);
      expect([await left(), await listed()]).toEqual([[], false]);
      expect(await caseIndex.findForm(`form of ${id}`)).toEqual({ case: id, state: 'withdrawn' });
      expect(await host.cases.wakesAtMs(id)).toBe(deleteAtMs);
      await host.cases.store(id, backup);
      expect(await code(read(id))).toBe('case-withdrawn');
      await host.cases.wake(id, deleteAtMs);
      expect(await host.cases.stored(id)).toBeUndefined();
    });
  });

  describe('a case that has something to go on with', () => {
    it('wakes for it, and goes on with its own commands', async () => {
      const { id } = await submittedCase(cases, startMs);
      expect(await host.cases.wakesAtMs(id)).toBe(startMs);
      const resume = vi.fn(async (own: string) => void (await take(cases, own, startMs)));
      await host.cases.wakeWith(id, startMs, resume);
      expect(resume.mock.calls).toEqual([[id]]);
      expect(await host.cases.wakesAtMs(id)).toBe(startMs + 30_000);
    });

    it('wakes again if it could not go on, and loses nothing', async () => {
      const { id } = await submittedCase(cases, startMs);
      for (const resume of [() => Promise.reject(new Error('down')), async () => {}]) {
        await host.cases.wakeWith(id, startMs, resume);
        expect(await host.cases.wakesAtMs(id)).toBe(startMs + wakeRetryMs);
      }
      expect((await take(cases, id, startMs)).question).toMatchObject(unitQuestion);
    });

    it('is not resumed before it is time', async () => {
      const { id } = await submittedCase(cases, startMs);
      await take(cases, id, startMs);
      const resume = vi.fn(async () => {});
      await host.cases.wakeWith(id, startMs + 29_999, resume);
      expect(resume).not.toHaveBeenCalled();
      expect(await host.cases.wakesAtMs(id)).toBe(startMs + 30_000);
    });
  });
}
