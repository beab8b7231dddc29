import { describe, expect, it } from 'vitest';
import {
  requireConsent,
  revealableChallenge,
  spendableChallenge,
  unspentChallenge,
} from '../../../../../worker/session/command/guard.ts';
import type { LiveSession } from '../../../../../worker/session/state.ts';
import type { Refusal } from '#protocol/refusal.ts';
import { liveSession } from '../live-session.ts';
import { stages, type Stage } from '../stages.ts';

const consent = { textVersion: 't', purposes: [], acceptedAtMs: 0 };
const ready = (changes: Partial<LiveSession> = {}) => liveSession({ jkt: 'k', consent, ...changes });

/** The code of the refusal; undefined if there is none. */
function codeOf(act: () => unknown): string | undefined {
  try {
    act();
    return undefined;
  } catch (refusal) {
    return (refusal as Refusal).code;
  }
}

type Code = string | undefined;
const rows: readonly (readonly [Stage, unspent: Code, spendable: Code, revealable: Code])[] = [
  ['issued', undefined, 'evidence-incomplete', 'frames-missing'],
  ['disclosing', undefined, 'evidence-incomplete', 'frames-missing'],
  ['disclosed', undefined, undefined, 'frames-missing'],
  ['spent', 'challenge-replayed', 'challenge-replayed', undefined],
  ['claimed', 'challenge-replayed', 'challenge-replayed', 'challenge-replayed'],
  ['concluded', 'challenge-replayed', 'challenge-replayed', 'challenge-replayed'],
  ['without evidence', 'evidence-late', 'evidence-late', 'frames-missing'],
  ['without frames', 'challenge-replayed', 'challenge-replayed', 'frames-late'],
  ['without appraisal', 'challenge-replayed', 'challenge-replayed', 'challenge-replayed'],
];

describe('a challenge', () => {
  it.each(rows)(
    'that is %s answers disclosing with %s, spending with %s, revealing with %s',
    (stage, unspent, spendable, revealable) => {
      const session = ready({ challenge: stages[stage] });
      expect(codeOf(() => unspentChallenge(session, 'c'))).toBe(unspent);
      expect(codeOf(() => spendableChallenge(session, 'c'))).toBe(spendable);
      expect(codeOf(() => revealableChallenge(session))).toBe(revealable);
    },
  );

  it('with another id is refused as replayed, replaced or unknown', () => {
    const conclusion = { challengeId: 'a', verdict: 'undetermined', causes: [], result: 'jwt' } as const;
    const session = ready({ challenge: stages.issued, replaced: ['b'], conclusions: [conclusion] });
    expect(codeOf(() => unspentChallenge(session, 'a'))).toBe('challenge-replayed');
    expect(codeOf(() => unspentChallenge(session, 'b'))).toBe('challenge-replaced');
    expect(codeOf(() => unspentChallenge(session, 'd'))).toBe('challenge-unknown');
    expect(codeOf(() => unspentChallenge(ready(), 'c'))).toBe('challenge-unknown');
    expect(codeOf(() => revealableChallenge(ready()))).toBe('frames-missing');
  });
});

it('a session without key or consent refuses a capture', () => {
  expect(codeOf(() => requireConsent(liveSession()))).toBe('key-missing');
  expect(codeOf(() => requireConsent(liveSession({ jkt: 'k' })))).toBe('consent-missing');
  expect(codeOf(() => requireConsent(ready()))).toBeUndefined();
});
