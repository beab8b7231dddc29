/** Who goes on with a case: its alarm and jobs, and nothing that lives as long as a request only. */
import { describe, expect, it, vi } from 'vitest';
import { limits } from '#protocol/limits.ts';
import { policies } from '#protocol/policy/registry.ts';
import { Refusal } from '#protocol/refusal.ts';
import { createApp } from '../../../../worker/app.ts';
import { approvalOf } from '../../../../worker/case/approval.ts';
import { compare } from '../../../../worker/case/job/compare.ts';
import { findingsOf, makeForms } from '../../../../worker/case/job/make-forms.ts';
import type { CaseWork } from '../../../../worker/case/job/parts.ts';
import { sandboxSecret } from '../../../../worker/config.ts';
import { Load } from '../../../../worker/load/load.ts';
import { wakeRetryMs } from '../../../../worker/retention/wake.ts';
import type { Job } from '../../../../worker/delivery/jobs.ts';
import { sandboxKeys, sandboxTenants } from '../../../../worker/tenant/sandbox-tenants.ts';
import { companyRecord, completeCase, readCase } from '../../../contract/filing-case.ts';
import { createMemoryHost } from '../../../contract/memory-host.ts';
import { createSite, origin } from '../../../contract/site.ts';
import { record, resultOf, stages, startMs } from './stage.ts';

const config = { sandbox: true, issuer: origin, version: '0.1.0', secret: sandboxSecret, tenants: sandboxTenants };

/** A case that was submitted to a verifier whose jobs nobody receives. */
async function submitted() {
  const host = createMemoryHost();
  const site = createSite(host.portsWith(policies), config);
  const { id } = await completeCase(site, companyRecord());
  const sent: Job[] = [];
  const pending: Promise<unknown>[] = [];
  const { app, resume } = createApp(
    {
      ...site.ports,
      jobs: { send: async (job) => void sent.push(job) },
      keepAlive: (work) => void pending.push(work),
    },
    config,
  );
  const headers = { Authorization: `Bearer ${sandboxKeys.provider}` };
  const response = await app.request(`${origin}/v1/cases/${id}/submit`, { method: 'POST', headers });
  await Promise.all(pending);
  return { host, site, id, sent, response, resume };
}

describe('a submitted case', () => {
  it('asks nothing in the shadow of the request, which ends long before a slow question does', async () => {
    const { host, site, id, sent, response, resume } = await submitted();
    expect(response.status).toBe(200);
    const read = await readCase(site, id);
    expect([read.state, read.comparisons.map(({ tries }) => tries)]).toEqual(['comparing', [0, 0]]);
    expect(sent).toEqual([{ kind: 'case', id }]);
    // Its alarm is due at once, so that the job may be lost.
    expect(await host.cases.wakesAtMs(id)).toBeLessThanOrEqual(site.clock.nowMs);
    await host.cases.wakeWith(id, site.clock.nowMs, resume);
    expect((await readCase(site, id)).state).toBe('in-review');
  });
});

describe('a case whose work fails', () => {
  const afterWake = async (error: Error) => {
    const { host, site, id } = await submitted();
    const { nowMs } = site.clock;
    await host.cases.wakeWith(id, nowMs, async () => {
      throw error;
    });
    return (await host.cases.wakesAtMs(id))! - nowMs;
  };

  it('wakes in a minute, and when it was refused for now as soon as it may come again', async () => {
    expect(await afterWake(new Error('down'))).toBe(wakeRetryMs);
    const waitMs = await afterWake(new Refusal('verifier-busy', { retryAfterMs: 2_000 }));
    expect(waitMs).toBeGreaterThanOrEqual(2_000);
    expect(waitMs).toBeLessThanOrEqual(4_000);
  });
});

describe('an approved case', () => {
  const noKit = new Error('asked for the kit');
  /** A verifier in which as many forms are drawn as there are places, until they are left. */
  const busy = () => {
    const load = new Load({
      now: () => Date.now(),
      pause: () => new Promise((resolve) => void setTimeout(resolve, 1)),
    });
    const places = Array.from({ length: limits.load.form.places.all }, () => load.queue.admit('form', 'provider'));
    const work = {
      load,
      now: () => startMs,
      config: { issuer: origin },
      formKit: async () => {
        throw noKit;
      },
    } as unknown as CaseWork;
    return { work, leave: () => places.forEach((place) => place.leave()) };
  };

  it('is checked for its reviewer although forms are drawn', async () => {
    const { work } = busy();
    const reviewed = { state: stages['in-review'](), record, review: undefined as never };
    await expect(findingsOf(work, reviewed)).rejects.toBe(noKit);
  });

  it('waits for a place to draw its forms, and for none if somebody draws them already', async () => {
    const { work, leave } = busy();
    const approved = stages.approved();
    const made = makeForms(work, approved);
    const isMade = vi.fn();
    made.then(isMade, isMade);
    await new Promise((resolve) => void setTimeout(resolve, 5));
    expect(isMade).not.toHaveBeenCalled();
    leave();
    await expect(made).rejects.toBe(noKit);

    const making = { approval: approvalOf(approved)!.signature!.value, untilMs: startMs + 1 };
    const taken = { ...approved, making };
    expect(await makeForms(busy().work, taken)).toBe(taken);
  });
});

it('a case with many slow questions leaves the rest to its next wake, before the host ends the alarm', async () => {
  const state = stages.comparing();
  let nowMs = startMs;
  let asked = 0;
  const question = { digest: 'digest', kind: 'unit', id: 'id', tries: 1, sent: 0 } as const;
  const work = {
    now: () => nowMs,
    config: { tenants: [{ id: state.tenant }] },
    cases: {
      run: async (_: string, kind: string) => (kind === 'take-question' ? { question, state } : state),
    },
    authorities: {
      of: () => ({
        unit: {
          async ask() {
            asked += 1;
            nowMs += 40_000;
            return resultOf('match');
          },
        },
      }),
    },
    blobs: { get: async () => new TextEncoder().encode(JSON.stringify(record)) },
    caseIndex: { put: async () => {} },
    log: () => {},
  } as unknown as CaseWork;
  await compare(work, state.id);
  expect(asked).toBe(limits.case.comparesMs / 40_000);
});
