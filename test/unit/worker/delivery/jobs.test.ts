/** The queue rings, and the cron trigger rings for what may be stuck. A message that is lost or doubled costs nothing. */
import { describe, expect, it, vi } from 'vitest';
import { Refusal } from '#protocol/refusal.ts';
import { consume } from '../../../../worker/delivery/job/consume.ts';
import { ringStuck, type RingWork } from '../../../../worker/delivery/job/ring.ts';
import type { Job } from '../../../../worker/delivery/jobs.ts';

import { receiverSite, tenant } from './receiver.ts';

const url = 'https://provider.example/hook';

function batchOf(...bodies: unknown[]) {
  const messages = bodies.map((body) => ({ body, ack: vi.fn(), retry: vi.fn() }));
  return {
    batch: messages,
    ends: () => messages.map(({ ack, retry }) => `${ack.mock.calls.length} ${retry.mock.calls.length}`),
  };
}

describe('a batch of the queue', () => {
  it('does each thing once, and acknowledges every message of it', async () => {
    const done: string[] = [];
    const worker = (kind: string) => async (id: string) => void done.push(`${kind} ${id}`);
    const workers = { case: worker('case'), account: worker('account'), feed: worker('feed') };
    const { batch, ends } = batchOf(
      { kind: 'case', id: 'a' },
      { kind: 'feed', id: 'one' },
      { kind: 'case', id: 'a' },
      { id: 'a', kind: 'case' },
      { kind: 'account', id: 'x' },
    );
    await consume(batch, workers, () => {});
    expect(done.toSorted()).toEqual(['account x', 'case a', 'feed one']);
    expect(ends()).toEqual(['1 0', '1 0', '1 0', '1 0', '1 0']);
  });

  it('rings again for what failed, and not for what is over or no job', async () => {
    const logged = vi.fn();
    const workers = {
      case: async (id: string) => {
        throw id === 'gone' ? new Refusal('case-withdrawn') : new Refusal('verifier-busy');
      },
      account: async () => {
        throw new Error('down');
      },
      feed: async () => true,
    };
    const { batch, ends } = batchOf(
      { kind: 'case', id: 'gone' },
      { kind: 'case', id: 'busy' },
      { kind: 'account', id: 'x' },
      { kind: 'feed', id: 'one' },
      { kind: 'constructor', id: 'x' },
      'nonsense',
      null,
      { kind: 'case', id: 7 },
    );
    await consume(batch, workers, logged);
    expect(ends()).toEqual(['1 0', '0 1', '0 1', '1 0', '1 0', '1 0', '1 0', '1 0']);
    expect(logged).toHaveBeenCalledTimes(3);
  });

  it('rings again for what was refused for now when it may come again, and logs no error', async () => {
    const logged = vi.fn();
    const refused = async () => {
      throw new Refusal('verifier-busy', { retryAfterMs: 2_500 });
    };
    const { batch } = batchOf({ kind: 'case', id: 'busy' });
    await consume(batch, { case: refused, account: refused, feed: refused }, logged);
    expect(batch[0]!.retry.mock.calls).toEqual([[{ delaySeconds: 3 }]]);
    expect(logged).not.toHaveBeenCalled();
  });

  it('that is lost, or comes many times, changes nothing: the feed’s alarm sends everything once', async () => {
    const lost = receiverSite(() => ({ jobs: { send: async () => {} } }));
    await lost.subscribe(url);
    await lost.append('a-1', 'a-2');
    await lost.pass(0);
    expect(lost.idsAt(url).toSorted()).toEqual(['a-1', 'a-2']);

    const many = receiverSite();
    await many.subscribe(url);
    await many.append('a-1', 'a-2');
    const workers = { case: async () => {}, account: async () => {}, feed: many.deliver };
    const bells = () => batchOf(...Array.from({ length: 5 }, () => ({ kind: 'feed', id: tenant }))).batch;
    await Promise.all([consume(bells(), workers, () => {}), consume(bells(), workers, () => {}), many.pass(0)]);
    await consume(bells(), workers, () => {});
    expect(many.idsAt(url).toSorted()).toEqual(['a-1', 'a-2']);
  });
});

describe('the cron trigger', () => {
  const ids = Array.from({ length: 9 }, (_, n) => `${n}`);
  /** @param start first character of the random id at which it begins */
  const ringWith = async (start: number, waiting: RingWork['caseIndex']['waiting']) => {
    const sent: Job[] = [];
    await ringStuck({
      jobs: { send: async (job) => void sent.push(job) },
      config: { tenants: [{ id: 'one', bureaus: ['x', 'y'] }, { id: 'two', bureaus: ['y'] }, { id: 'three' }] },
      random: (length) => new Uint8Array(length).fill(start),
      now: () => 10_000_000,
      caseIndex: { waiting },
    });
    return sent;
  };

  it('rings for every feed, every account, and cases that have not changed for an hour, each once', async () => {
    const asked: number[] = [];
    const sent = await ringWith(0, async ({ from, limit, unchangedSinceMs }) => {
      asked.push(unchangedSinceMs);
      return ids.filter((id) => id >= from).slice(0, limit);
    });
    expect(asked).toEqual([6_400_000, 6_400_000]);
    expect(sent).toEqual([
      ...['one', 'two', 'three'].map((id) => ({ kind: 'feed', id })),
      ...['x', 'y'].map((id) => ({ kind: 'account', id })),
      ...ids.map((id) => ({ kind: 'case', id })),
    ]);
  });

  it('begins at a random case when there are more than one run rings for, so that all have their turn', async () => {
    const many = Array.from({ length: 2_000 }, (_, n) => String(n).padStart(4, '0'));
    const rungFrom = async (first: string) => {
      const starts: string[] = [];
      const sent = await ringWith(0xd3, async ({ from, limit }) => {
        starts.push(from);
        return many.filter((id) => id >= (from === '' ? '' : first)).slice(0, limit);
      });
      expect(starts[0]).toMatch(/^[\w-]{22}$/);
      return sent.filter(({ kind }) => kind === 'case').map(({ id }) => id);
    };
    expect(await rungFrom('0700')).toEqual(many.slice(700, 1_200));
    const last = await rungFrom('1900');
    expect([last.length, last[0], last[100]]).toEqual([500, '1900', '0000']);
  });

  it('finds stuck cases in the index', async () => {
    const { ports, clock, ring } = receiverSite();
    const put = (id: string, state: 'submitted' | 'open' | 'accepted', agoMs: number) =>
      ports.caseIndex.put(tenant, { id, state, channel: 'self', createdAtMs: 0, changedAtMs: clock.nowMs - agoMs });
    await put('stuck', 'submitted', 2 * 3_600_000);
    await put('fresh', 'submitted', 60_000);
    await put('open', 'open', 2 * 3_600_000);
    await put('accepted', 'accepted', 2 * 3_600_000);
    const send = vi.spyOn(ports.jobs, 'send');
    await ring();
    expect(send.mock.calls.map(([job]) => job).filter(({ kind }) => kind === 'case')).toEqual([
      { kind: 'case', id: 'stuck' },
    ]);
  });
});
