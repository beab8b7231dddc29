import { describe, expect, it } from 'vitest';
import { limits } from '#protocol/limits.ts';
import { unit } from '../../../protocol/filing/example.ts';
import { casePictureKey } from '../../../../../worker/case/blob-keys.ts';
import { account, World } from './world.ts';

describe('what goes into a file', () => {
  it('sends the others when a form is missing, and this one when it is there', async () => {
    const world = new World();
    await world.submit('a');
    await world.submit('b');
    const { blobs } = world.work();
    const key = `cases/a/form-form-a-0-1.jpg`;
    const form = await blobs.get(key);
    await blobs.delete([key]);
    await world.drain();
    expect(world.told('a')).toMatchObject([{ kind: 'trouble', trouble: { cause: 'form-missing', remedy: 'operate' } }]);
    expect(world.told('b')).toMatchObject([{ kind: 'upload' }]);
    expect((await world.overview()).setAside).toEqual([{ case: 'a', round: 1, cause: 'form-missing' }]);
    await blobs.put(key, form!);
    world.clock.nowMs += limits.bureau.setAsideMs;
    await world.drain();
    expect(world.told('a').at(-1)).toMatchObject({ kind: 'upload', sequence: 2 });
  });

  it.each(['self', 'on-site', 'ministry-qr'] as const)(
    'returns a case of the channel %s whose person has no photo any more',
    async (channel) => {
      const world = new World();
      await world.submit('a');
      const { state } = world.cases.get('a')!;
      world.cases.get('a')!.state = {
        ...state,
        channel,
        subjects: [{ id: 'organiser', required: true } as (typeof state.subjects)[number]],
      };
      await world.drain();
      expect(world.bureau.taken).toEqual([]);
      expect(world.told('a')).toMatchObject([
        { kind: 'trouble', trouble: { cause: 'portrait-missing', remedy: 'correct', text: 'organiser' } },
      ]);
    },
  );

  it('sets aside what the interface cannot carry, and what no program can read', async () => {
    const world = new World();
    await world.submit('a', { record: unit });
    await world.submit('b');
    await world.submit('c');
    const { blobs } = world.work();
    const digest = world.cases.get('b')!.state.submissions[0]!.recordDigest;
    await blobs.put(`cases/b/record-${digest}.json`, '{');
    await world.drain();
    expect(world.told('a')).toMatchObject([{ trouble: { cause: 'interface-lacks', remedy: 'correct' } }]);
    expect(world.told('b')).toMatchObject([{ trouble: { cause: 'record-unwritable', remedy: 'operate' } }]);
    expect(world.told('c')).toMatchObject([{ kind: 'upload' }]);
  });

  it('returns a record with a code that the bureau’s tables have lost since the hand-over', async () => {
    const world = new World();
    await world.submit('a');
    await world.accounts.takeLease(account, { holder: 'test', leaseUntilMs: world.clock.nowMs }, world.clock.nowMs);
    const held = { holder: 'test', leaseUntilMs: world.clock.nowMs };
    const { n } = await world.accounts.noteDownload(
      account,
      { fileName: 'codes', digest: 'd', ...held },
      world.clock.nowMs,
    );
    const content = { answers: [], numberings: [], codeTables: { contents: [{ id: 1, name: '即时通信' }] } };
    await world.accounts.applyDownload(account, { n, content, ...held }, world.clock.nowMs);
    await world.accounts.endLease(account, held, world.clock.nowMs);
    await world.drain();
    expect(world.bureau.taken).toEqual([]);
    expect(world.told('a')).toMatchObject([
      { trouble: { cause: 'code-withdrawn', remedy: 'correct', text: '/services/0/contentIds/0' } },
    ]);
  });

  it('does not send a round whose case was withdrawn, or has gone on', async () => {
    const world = new World();
    await world.submit('a');
    await world.submit('b');
    await world.submit('b', { round: 2 });
    world.cases.get('a')!.isWithdrawn = true;
    await world.drain();
    expect(world.bureau.taken).toMatchObject([{ sequence: 1, organisers: [1] }]);
    expect(world.told('b')).toEqual([{ kind: 'upload', round: 2, sequence: 1 }]);
  });

  describe('of records with many pictures', () => {
    /** A case with so many documents, each of 64 kB, which no ZIP makes smaller. */
    async function submitLarge(world: World, id: string, documents: number): Promise<void> {
      await world.submit(id);
      const desk = world.cases.get(id)!;
      await world.work().blobs.put(casePictureKey(id, 'front'), crypto.getRandomValues(new Uint8Array(64_000)));
      // Each is sent three times: for the organiser, its person and the person of the service.
      desk.state = { ...desk.state, documents: Array(documents).fill(desk.state.documents[0]) };
    }

    it('leaves out one whose file could not be read back after a lost answer, tells its case, and sends the others', async () => {
      const world = new World();
      world.bureau.mostZipBytes = 500_000;
      await submitLarge(world, 'a', 3);
      await world.submit('b');
      await world.drain(undefined, { fileBytes: 100_000 });
      expect(world.told('a')).toMatchObject([
        { kind: 'trouble', trouble: { code: 0, cause: 'record-too-large', remedy: 'correct' } },
      ]);
      expect(world.told('b')).toMatchObject([{ kind: 'upload', sequence: 1 }]);
      expect(world.bureau.taken).toMatchObject([{ sequence: 1, organisers: [2] }]);
    });

    it('gives those that only together are too large files of their own', async () => {
      const world = new World();
      world.bureau.mostZipBytes = 500_000;
      for (const id of ['a', 'b', 'c']) await submitLarge(world, id, 2);
      await world.drain();
      expect(world.bureau.taken).toMatchObject([{ organisers: [1] }, { organisers: [2] }, { organisers: [3] }]);
      expect(world.told('a')).toMatchObject([{ kind: 'upload', sequence: 1 }]);
    });
  });

  it('is told no trouble any more that its case has not heard of: the case could be withdrawn, though it is sent', async () => {
    const world = new World();
    await world.submit('a');
    await world.accounts.takeLease(account, { holder: 'test', leaseUntilMs: world.clock.nowMs }, world.clock.nowMs);
    const held = { holder: 'test', leaseUntilMs: world.clock.nowMs };
    const trouble = { code: 0, cause: 'picture-unfit', remedy: 'correct' } as const;
    const aside = { case: 'a', round: 1, trouble, notBeforeMs: world.clock.nowMs };
    await world.accounts.setAside(account, { ...aside, ...held }, world.clock.nowMs);
    await world.accounts.tellingFailed(account, { n: 1, chance: 1, ...held }, world.clock.nowMs);
    await world.accounts.endLease(account, held, world.clock.nowMs);
    await world.drain();
    expect(world.bureau.taken).toMatchObject([{ organisers: [1] }]);
    await world.settle();
    expect(world.told('a')).toEqual([{ kind: 'upload', round: 1, sequence: 1 }]);
  });
});
