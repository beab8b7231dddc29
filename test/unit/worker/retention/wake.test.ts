import { describe, expect, it } from 'vitest';
import { policies } from '#protocol/policy/registry.ts';
import { Refusal } from '#protocol/refusal.ts';
import { step } from '../../../../worker/session/step.ts';
import { refusedUntilMs } from '../../../../worker/retention/refused-until.ts';
import { sweepMs, wake, wakeAtMs } from '../../../../worker/retention/wake.ts';
import { liveSession } from '../session/live-session.ts';

const live = liveSession();
const withdrawnAt = (nowMs: number) => step(live, 'withdraw', { by: { tenant: 't' } }, nowMs, policies).state!;

describe('wake', () => {
  it('deletes a live session with its blobs at the end of its retention', () => {
    expect(wakeAtMs(live)).toBe(live.deleteAtMs);
    expect(wake(live, live.deleteAtMs - 1)).toEqual({ deletesBlobs: false, resumes: false, state: live });
    expect(wake(live, live.deleteAtMs)).toEqual({ deletesBlobs: true, resumes: false, state: undefined });
  });

  it('deletes the blobs of a withdrawn session soon, and its tombstone at the end of the retention', () => {
    const withdrawn = withdrawnAt(10);
    expect(wakeAtMs(withdrawn)).toBe(10 + sweepMs);
    expect(wake(withdrawn, 9 + sweepMs)).toEqual({ deletesBlobs: false, resumes: false, state: withdrawn });
    const { deletesBlobs, state } = wake(withdrawn, 10 + sweepMs);
    expect(deletesBlobs).toBe(true);
    expect(state).not.toHaveProperty('sweepAtMs');
    expect(wakeAtMs(state!)).toBe(live.deleteAtMs);
    expect(wake(state!, live.deleteAtMs - 1)).toEqual({ deletesBlobs: false, resumes: false, state });
    expect(wake(state!, live.deleteAtMs)).toEqual({ deletesBlobs: true, resumes: false, state: undefined });
  });

  it('deletes blobs and tombstone together if the end of the retention comes first', () => {
    const withdrawn = withdrawnAt(live.deleteAtMs - 1);
    expect(wakeAtMs(withdrawn)).toBe(live.deleteAtMs);
    expect(wake(withdrawn, live.deleteAtMs)).toEqual({ deletesBlobs: true, resumes: false, state: undefined });
  });
});

describe('work that failed', () => {
  it('comes again when its refusal says, and up to twice as late, so that not all come together', () => {
    const busy = new Refusal('verifier-busy', { retryAfterMs: 2_000 });
    expect([0, 0.5, 1].map((chance) => refusedUntilMs(busy, 10_000, chance))).toEqual([12_000, 13_000, 14_000]);
    expect(refusedUntilMs(new Refusal('record-changed'), 10_000, 0)).toBeUndefined();
    expect(refusedUntilMs(new Error('down'), 10_000, 0)).toBeUndefined();
  });
});
