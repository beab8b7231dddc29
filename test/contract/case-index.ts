import { describe, expect, it } from 'vitest';
import type { CaseSummary } from '#protocol/case/case.ts';
import type { ContractHost } from './host.ts';

const startMs = 1_800_000_000_000;

const line = (id: string, changes: Partial<CaseSummary> = {}): CaseSummary => ({
  id,
  state: 'open',
  channel: 'self',
  createdAtMs: startMs,
  changedAtMs: startMs,
  ...changes,
});

/** What the index of every host must do. */
export function describeCaseIndex({ ports: { caseIndex } }: ContractHost): void {
  /** An index of a tenant that no other test uses. */
  const indexOf = (tenant: string) => ({
    put: (given: CaseSummary) => caseIndex.put(tenant, given),
    list: (query: Partial<Parameters<typeof caseIndex.list>[1]> = {}) =>
      caseIndex.list(tenant, { limit: 10, ...query }),
    ids: async (query: Partial<Parameters<typeof caseIndex.list>[1]> = {}) =>
      (await caseIndex.list(tenant, { limit: 10, ...query })).cases.map(({ id }) => id),
  });

  describe('the index of cases', () => {
    it('has the newest first, each tenant’s own, as they were written', async () => {
      const [index, other] = [indexOf('order'), indexOf('order-other')];
      const lines = [line('o-1'), line('o-2', { createdAtMs: startMs + 2, state: 'in-review' }), line('o-3')];
      for (const each of lines) await index.put(each);
      await other.put(line('o-4', { channel: 'on-site' }));
      expect(await index.list()).toEqual({ cases: [lines[1], lines[2], lines[0]] });
      expect(await other.list()).toEqual({ cases: [line('o-4', { channel: 'on-site' })] });
      expect(await index.ids({ state: 'open' })).toEqual(['o-3', 'o-1']);
      expect(await index.ids({ state: 'form-ready' })).toEqual([]);
    });

    it('is read page by page, without gaps and repetitions, though cases come and change meanwhile', async () => {
      const index = indexOf('pages');
      for (const n of [1, 2, 3, 4, 5]) await index.put(line(`p-${n}`, { createdAtMs: startMs + (n > 2 ? 9 : n) }));
      const first = await index.list({ limit: 2 });
      expect(first.cases.map(({ id }) => id)).toEqual(['p-5', 'p-4']);
      await index.put(line('p-6', { createdAtMs: startMs + 20 }));
      await index.put(line('p-3', { createdAtMs: startMs + 9, changedAtMs: startMs + 30 }));
      const second = await index.list({ limit: 2, cursor: first.cursor! });
      expect(second.cases.map(({ id }) => id)).toEqual(['p-3', 'p-2']);
      const third = await index.list({ limit: 2, cursor: second.cursor! });
      expect(third).toEqual({ cases: [line('p-1', { createdAtMs: startMs + 1 })] });
    });

    it.each(['', 'none', '!', 'MTIz'])('refuses the cursor %j', async (cursor) => {
      const listed = caseIndex.list('any', { limit: 1, cursor });
      await expect(listed).rejects.toMatchObject({ code: 'request-malformed' });
    });

    it('takes a line again, and ignores one that is older than its own', async () => {
      const index = indexOf('repeat');
      const newest = line('r-1', { state: 'in-review', changedAtMs: startMs + 2 });
      for (const each of [line('r-1'), newest, newest, line('r-1', { state: 'comparing', changedAtMs: startMs + 1 })]) {
        await index.put(each);
      }
      expect(await index.list()).toEqual({ cases: [newest] });
    });

    it('knows whose form a number is; a withdrawn form stays withdrawn', async () => {
      const valid = { case: 'f-1', state: 'valid' } as const;
      expect(await caseIndex.findForm('number')).toBeUndefined();
      await caseIndex.putForm('number', valid);
      await caseIndex.putForm('number', valid);
      expect(await caseIndex.findForm('number')).toEqual(valid);
      await caseIndex.putForm('number', { ...valid, state: 'withdrawn' });
      await caseIndex.putForm('number', valid);
      expect(await caseIndex.findForm('number')).toEqual({ ...valid, state: 'withdrawn' });
    });

    it('removes a case, and withdraws its forms and no others; again changes nothing', async () => {
      const index = indexOf('remove');
      for (const id of ['m-1', 'm-2']) {
        await index.put(line(id));
        await caseIndex.putForm(`${id} form`, { case: id, state: 'valid' });
      }
      await caseIndex.remove('m-1');
      await caseIndex.remove('m-1');
      await caseIndex.remove('nobody');
      expect(await index.ids()).toEqual(['m-2']);
      expect(await caseIndex.findForm('m-1 form')).toEqual({ case: 'm-1', state: 'withdrawn' });
      expect(await caseIndex.findForm('m-2 form')).toEqual({ case: 'm-2', state: 'valid' });
    });
  });
}
