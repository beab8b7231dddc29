import { describe, expect, it } from 'vitest';
import { createPolicies, policies, policy } from '#protocol/policy/registry.ts';
import { FilerSession, ProviderSession } from '#protocol/session/session.ts';
import type { Conclusion, LiveSession } from '../../../../worker/session/state.ts';
import { filerView, providerView } from '../../../../worker/session/view.ts';
import { syntheticReport } from '../../../../assess/synthetic/failure-report.ts';
import { evidenceOf } from '../../../contract/stage.ts';
import { liveSession } from './live-session.ts';

const viewed = { sandbox: true, policies };
const consent = { textVersion: 't', purposes: [], acceptedAtMs: 0 };
const failed: Conclusion = { challengeId: 'c', verdict: 'undetermined', causes: ['too-dark'], result: 'jwt' };
const verified: Conclusion = { ...failed, verdict: 'bona-fide', causes: [] };
const spent = { id: 'c', nonce: 'n', windows: [], evidence: evidenceOf('e'), spentAtMs: 1 } as const;
const concluded = { ...spent, stage: 'concluded', claimedAtMs: 2 } as const;

describe('a session’s status', () => {
  it.each([
    ['created', {}],
    ['bound', { jkt: 'k' }],
    ['consented', { jkt: 'k', consent }],
    ['capturing', { jkt: 'k', consent, challenge: { stage: 'issued', id: 'c', nonce: 'n', expiresAtMs: 1, asks: [] } }],
    ['failed', { jkt: 'k', consent, failures: Array.from({ length: policy.attempts.total }, (_, n) => n) }],
    ['verified', { jkt: 'k', consent, conclusions: [failed, verified] }],
  ] satisfies [string, Partial<LiveSession>][])('is %s', (status, changes) => {
    expect(providerView(liveSession(changes), viewed).state).toBe(status);
    expect(filerView(liveSession(changes), viewed).state).toBe(status);
  });
});

describe('the provider’s view', () => {
  it('has the newest verdict, its result, the policy and the reports', () => {
    const report = { ...syntheticReport(), receivedAtMs: 1, fromHolder: true };
    const session = liveSession({
      request: { seed: 'clip' },
      failures: [5],
      conclusions: [failed, { ...verified, challengeId: 'd' }],
      reports: { kept: [report], omitted: 2, foreignOmitted: 3 },
    });
    const view = providerView(session, viewed);
    expect(ProviderSession.parse(view)).toEqual(view);
    expect(view).toMatchObject({
      seeded: true,
      policy: { name: policy.name, version: policy.version },
      attempts: { failed: 1, left: policy.attempts.total - 1 },
      verdict: 'bona-fide',
      result: 'jwt',
      causes: [],
      challenges: ['c', 'd'],
      reports: [report],
      reportsOmitted: 5,
    });
  });
});

describe('the filer’s view', () => {
  it.each([
    ['offered', policy, policies],
    ['given', policies.unhurried(policy)!, policies],
    [undefined, policy, createPolicies([policy])],
  ])('says that more time is %s', (moreTime, { name, version }, registry) => {
    const view = filerView(liveSession({ policy: { name, version } }), { sandbox: true, policies: registry });
    expect(FilerSession.parse(view).moreTime).toBe(moreTime);
  });

  it.each([
    ['nothing', undefined, undefined],
    ['nothing', { stage: 'late', id: 'c', missed: 'evidence' }, undefined],
    ['the drawn frames', { ...spent, stage: 'spent' }, { id: 'c', open: [1, 2] }],
    ['the id', { ...spent, stage: 'claimed', claimedAtMs: 2 }, { id: 'c' }],
    ['the id', { stage: 'late', id: 'c', missed: 'frames' }, { id: 'c' }],
    ['what to do better', concluded, { id: 'c', appraised: { done: false, causes: ['too-dark'] } }],
  ] satisfies [string, LiveSession['challenge'] | undefined, unknown][])(
    'shows %s of its challenge %o',
    (_, challenge, expected) => {
      const session = liveSession({ conclusions: [failed], ...(challenge && { challenge }) });
      const view = filerView(session, viewed);
      expect(FilerSession.parse(view)).toEqual(view);
      expect(view.challenge).toEqual(expected);
    },
  );

  it('shows neither verdict nor result', () => {
    const view = filerView(liveSession({ conclusions: [verified], challenge: concluded }), viewed);
    expect(view).toMatchObject({ done: true });
    expect(JSON.stringify(view)).not.toMatch(/bona-fide|jwt/);
  });
});
