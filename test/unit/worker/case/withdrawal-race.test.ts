/**
 * A withdrawal and a hand-over of one case at once, in many orders of their steps. In each order one of two things happens: the case is
 * withdrawn and never sent to the bureau, or it is handed over and the withdrawal is refused with `case-handed-over`.
 */
import { setImmediate } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { seedCodeTables } from '#protocol/filing/code-table.ts';
import type { DeliveryEvent } from '#protocol/delivery/event.ts';
import { Refusal } from '#protocol/refusal.ts';
import { BureauConfig } from '../../../../worker/bureau/configuration.ts';
import { sessionPrefix } from '../../../../worker/capture/blob-keys.ts';
import { filingKey } from '../../../../worker/case/blob-keys.ts';
import { handOverCase } from '../../../../worker/case/job/hand-over-case.ts';
import type { CaseWork } from '../../../../worker/case/job/parts.ts';
import { resumeCase } from '../../../../worker/case/job/resume.ts';
import { withdrawCase } from '../../../../worker/case/job/withdraw.ts';
import type { CaseState, LiveCase } from '../../../../worker/case/state.ts';
import { step } from '../../../../worker/case/step.ts';
import {
  after,
  answeredAll,
  byProvider,
  complete,
  formsArgs,
  handedOver,
  record,
  resultArgs,
  reviewOf,
  startMs,
  submitted,
} from './stage.ts';

const { by } = byProvider;
/** The interface carries no app. */
const website = { ...record, services: [record.services[0]!] };

function readyCase(): LiveCase {
  const inReview = answeredAll(submitted(complete(website), website));
  const approved = after(inReview, 'review', reviewOf(inReview));
  return after(approved, 'add-forms', formsArgs(approved));
}
const ready = readyCase();
const returned = after(handedOver(ready), 'note-result', resultArgs(1, { accepted: false }));

/** Does nothing until it may go on. */
type Turn = () => Promise<void>;
const free: Turn = async () => {};

/** Everything that a withdrawal and a hand-over touch. */
class World {
  state: CaseState;
  nowMs = startMs;
  readonly blobs = new Map<string, string>();
  readonly withdrawnSessions = new Set<string>();
  readonly queued: unknown[] = [];
  readonly events: DeliveryEvent[] = [];
  readonly listed = new Set<string>();

  constructor(state: LiveCase) {
    this.state = state;
    this.blobs.set(filingKey(state.id, state.recordDigest), JSON.stringify(website));
    for (const { id } of state.sessions) this.blobs.set(`${sessionPrefix(id)}portrait`, 'picture');
    this.listed.add(state.id);
  }

  /** @param turn asked before each step */
  work(turn: Turn): CaseWork {
    const stepwise = <Args extends unknown[], Answer>(act: (...args: Args) => Answer) => {
      return async (...args: Args): Promise<Answer> => {
        await turn();
        return act(...args);
      };
    };
    const work = {
      cases: {
        run: stepwise((_id: string, kind: never, args: never, nowMs: number) => {
          const { state, outcome } = step(this.state, kind, args, nowMs);
          if ('refusal' in outcome) throw new Refusal(outcome.refusal);
          this.state = state!;
          return outcome.answer;
        }),
      },
      sessions: {
        run: stepwise((id: string) => void this.withdrawnSessions.add(id)),
      },
      blobs: {
        get: stepwise((key: string) => {
          const found = this.blobs.get(key);
          return found === undefined ? undefined : new TextEncoder().encode(found);
        }),
        deleteAll: stepwise((prefix: string) => {
          for (const key of this.blobs.keys()) if (key.startsWith(prefix)) this.blobs.delete(key);
        }),
      },
      caseIndex: {
        put: stepwise((_tenant: string, { id }: { id: string }) => void this.listed.add(id)),
        putForm: stepwise(() => {}),
        remove: stepwise((id: string) => void this.listed.delete(id)),
      },
      accounts: {
        codeTables: stepwise(() => ({ tables: seedCodeTables, atMs: {} })),
        enqueue: stepwise((_account: string, round: unknown) => void this.queued.push(round)),
      },
      feeds: {
        append: stepwise((_tenant: string, events: readonly DeliveryEvent[]) => {
          this.events.push(...events.filter(({ id }) => !this.events.some((known) => known.id === id)));
        }),
      },
      bureaus: {
        bureau: BureauConfig.parse({
          endpoint: 'https://bureau.example',
          ispId: 1,
          userName: 'user',
          password: 'password',
          providerId: 1,
        }),
      },
      jobs: { send: async () => {} },
      keepAlive: () => {},
      now: () => this.nowMs,
      log: () => {},
    };
    return work as unknown as CaseWork;
  }

  withdraw(turn = free): Promise<void> {
    return withdrawCase(this.work(turn), 'case', by);
  }

  handOver(turn = free): Promise<LiveCase> {
    const tenant = { id: 't', name: 'T', keys: [], origins: [], bureaus: ['bureau'] };
    return handOverCase(this.work(turn), 'case', { by, tenant, idempotencyKey: undefined });
  }

  /** Lets the alarm ring as long as the case has work. */
  async rest(): Promise<void> {
    for (let rings = 0; rings < 5 && this.state.kind === 'live' && this.state.resumeAtMs !== undefined; rings += 1) {
      this.nowMs = Math.max(this.nowMs, this.state.resumeAtMs);
      await resumeCase(this.work(free), 'case');
    }
  }
}

/** A process whose steps the test lets go one by one. */
class Process {
  outcome: 'done' | string | undefined;
  #waiting: (() => void)[] = [];

  constructor(start: (turn: Turn) => Promise<unknown>) {
    start(() => new Promise((resolve) => void this.#waiting.push(resolve))).then(
      () => (this.outcome = 'done'),
      (error: unknown) => (this.outcome = error instanceof Refusal ? error.code : String(error)),
    );
  }

  /** @returns how many steps were taken */
  async go(steps = Infinity): Promise<number> {
    for (let n = 0; n < steps; n += 1) {
      await setImmediate();
      const next = this.#waiting.shift();
      if (!next) return n;
      next();
      await setImmediate();
    }
    return steps;
  }
}

/** Nothing about the persons is left. */
function expectGone(world: World): void {
  expect(world.state.kind).toBe('withdrawn');
  expect([...world.withdrawnSessions]).toEqual(ready.sessions.map(({ id }) => id));
  expect([...world.blobs.keys()]).toEqual([]);
  expect([...world.listed]).toEqual([]);
  expect(world.events.at(-1)).toMatchObject({ data: { state: 'withdrawn' } });
}

async function stepsOf(start: (turn: Turn) => Promise<unknown>): Promise<number> {
  return new Process(start).go();
}

describe('a withdrawal and a hand-over at once', async () => {
  const ofWithdrawal = await stepsOf((turn) => new World(ready).withdraw(turn));
  const ofHandOver = await stepsOf((turn) => new World(ready).handOver(turn));
  const preemptions = Array.from({ length: ofWithdrawal + 1 }, (_, i) =>
    Array.from({ length: ofHandOver + 1 }, (__, j) => [i, j] as const),
  ).flat();

  it.each(['withdrawal', 'hand-over'] as const)(
    'end as one of them, wherever each is interrupted and the %s goes on first',
    async (first) => {
      const outcomes = new Set<string>();
      for (const [i, j] of preemptions) {
        const world = new World(ready);
        const withdrawal = new Process((turn) => world.withdraw(turn));
        const handOver = new Process((turn) => world.handOver(turn));
        await withdrawal.go(i);
        await handOver.go(j);
        for (const each of first === 'withdrawal' ? [withdrawal, handOver] : [handOver, withdrawal]) await each.go();
        const where = `withdrawal at ${i}, hand-over at ${j}`;
        outcomes.add(`${withdrawal.outcome} ${handOver.outcome}`);
        await world.rest();
        if (withdrawal.outcome === 'done') {
          expect(handOver.outcome, where).toBe('case-withdrawn');
          expect(world.queued, where).toEqual([]);
          expectGone(world);
        } else {
          expect([withdrawal.outcome, handOver.outcome], where).toEqual(['case-handed-over', 'done']);
          expect(world.state, where).toMatchObject({ kind: 'live', state: 'submitted' });
          expect(world.queued, where).toHaveLength(1);
          expect([...world.withdrawnSessions], where).toEqual([]);
          expect(world.blobs.size, where).toBe(1 + ready.sessions.length);
        }
      }
      expect([...outcomes].toSorted()).toEqual(['case-handed-over done', 'done case-withdrawn']);
    },
  );
});

describe('a withdrawal', async () => {
  const steps = await stepsOf((turn) => new World(ready).withdraw(turn));

  it('that dies between two steps is finished by the case, or by the same request', async () => {
    for (let n = 0; n <= steps; n += 1) {
      const [alarmed, repeated] = [new World(ready), new World(ready)];
      await new Process((turn) => alarmed.withdraw(turn)).go(n);
      await alarmed.rest();
      if (n > 0 && alarmed.state.kind === 'live') expect.fail(`nothing goes on after ${n} steps`);
      await new Process((turn) => repeated.withdraw(turn)).go(n);
      await repeated.withdraw();
      expectGone(repeated);
    }
  });

  it('that has begun is to everybody as if it had ended', async () => {
    const world = new World(ready);
    await new Process((turn) => world.withdraw(turn)).go(1);
    const { cases } = world.work(free);
    await expect(cases.run('case', 'read', { by }, startMs)).rejects.toMatchObject({ code: 'case-withdrawn' });
    await expect(
      cases.run('case', 'add-session', { by, session: 'late', subject: 'organiser' }, startMs),
    ).rejects.toMatchObject({ code: 'case-withdrawn' });
    await expect(world.handOver()).rejects.toMatchObject({ code: 'case-withdrawn' });
  });

  it('of a returned case is one of a correction too: its round is not sent again', async () => {
    const world = new World(returned);
    await world.withdraw();
    await expect(world.handOver()).rejects.toMatchObject({ code: 'case-withdrawn' });
    expectGone(world);
    expect(world.queued).toEqual([]);
  });
});
