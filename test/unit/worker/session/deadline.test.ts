import { describe, expect, it } from 'vitest';
import { policy } from '#protocol/policy/registry.ts';
import { abandon, deadlineMs, settle } from '../../../../worker/session/deadline.ts';
import { liveSession } from './live-session.ts';
import { stages, type Stage } from './stages.ts';

const { windowMs, evidenceGraceMs, revealMs, appraisalMs } = policy.challenge;

const rows: readonly (readonly [Stage, number, missed: string | undefined])[] = [
  ['issued', Infinity, undefined],
  ['disclosing', 1_000 + windowMs.nod + windowMs['open-mouth'] + evidenceGraceMs, 'evidence'],
  ['spent', 20_000 + revealMs, 'frames'],
  ['claimed', 25_000 + appraisalMs, 'appraisal'],
  ['concluded', Infinity, undefined],
  ['without frames', Infinity, undefined],
];

describe('a challenge', () => {
  it.each(rows)('that is %s fails at %d ms', (stage, dueMs, missed) => {
    const challenge = stages[stage];
    expect(deadlineMs(challenge, policy)).toBe(dueMs);
    const session = liveSession({ challenge, failures: [5] });
    expect(settle(session, Math.min(dueMs, 1e12), policy)).toBe(session);
    if (!missed) return;
    const late = { ...session, challenge: { stage: 'late', id: 'c', missed }, failures: [5, dueMs] };
    expect(settle(session, dueMs + 1, policy)).toEqual(late);
  });

  it.each(rows)('that is %s can be abandoned only while it waits for something', (stage, _, missed) => {
    const session = liveSession({ challenge: stages[stage] });
    const given = { ...session, challenge: { stage: 'late', id: 'c', missed }, failures: [7] };
    expect(abandon(session, 7)).toEqual(missed ? given : session);
  });
});

it('a session without a challenge has no deadline', () => {
  const session = liveSession();
  expect(settle(session, 1e12, policy)).toBe(session);
  expect(abandon(session, 7)).toBe(session);
});
