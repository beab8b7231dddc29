/** The demo at the bureau, less its rendering: who has learnt what, short messages, and webhooks. */
import { describe, expect, it } from 'vitest';
import { caseStates, type CaseEvent } from '#protocol/case/case.ts';
import { bureauScenes, lastSixOf, messagesOf, type ShortMessage } from '../../../demo/filing/bureau.ts';
import { webhooksOf, type ReceivedWebhook } from '../../../demo/filing/inbox.ts';
import { learntOf } from '../../../demo/filing/learnt.ts';
import { isChangeable, isPastReview, isWorking } from '../../../demo/filing/steps.ts';
import type { Filed } from '../../../demo/filing/subject.ts';
import { submissionWordings } from '../../../demo/filing/submission-wording.ts';
import { faultNamed } from '../../../worker/sandbox/bureau/faults.ts';
import { nowMs } from '../protocol/filing/example.ts';
import { created } from './filed-case.ts';

const individual = created('individual');

function withTimeline(...events: readonly CaseEvent[]): Filed['filed'] {
  const timeline = events.map((event, n) => ({ n: n + 1, atMs: nowMs + n, by: 'verifier', event }));
  return { ...individual.filed, timeline };
}

describe('who has learnt what', () => {
  it('says nothing of a party that no event has told anything', () => {
    const facts = learntOf(withTimeline('created', 'session-created', 'consented'));
    expect(facts.filter((each) => each.facts.length > 0).map(({ party }) => party)).toEqual([
      'filer',
      'provider',
      'verifier',
    ]);
  });

  it('has each fact once, since it came first', () => {
    const [, provider] = learntOf(withTimeline('created', 'question-asked', 'question-answered', 'question-answered'));
    expect(provider).toEqual({
      party: 'provider',
      facts: [
        { fact: 'record', atMs: nowMs },
        { fact: 'answer', atMs: nowMs + 2 },
      ],
    });
  });

  it('gives the bureau nothing before it has taken the file', () => {
    const of = (...events: readonly CaseEvent[]) => learntOf(withTimeline(...events)).at(-1)!.facts;
    expect(of('created', 'forms-released', 'handed-over')).toEqual([]);
    expect(of('handed-over', 'upload-taken')).toEqual([{ fact: 'filing', atMs: nowMs + 1 }]);
  });
});

describe('short messages', () => {
  const { name, mobile, document } = individual.record.organiser.personInCharge;
  const message: ShortMessage = {
    id: 1,
    name,
    mobile: mobile.replace(/^(\d{3})\d+(\d{4})$/, '$1****$2'),
    code: '123456',
    sentAtMs: nowMs + 5,
    untilMs: nowMs + 6,
    answered: false,
  };
  const round = {
    round: 1,
    account: 'sandbox',
    handedOverAtMs: nowMs,
    recordDigest: 'r',
    forms: [],
    stage: 'taken',
  } as const;
  const filing: Filed = { ...individual, filed: { ...individual.filed, submissions: [round] } };

  it('are those of the round’s own persons', () => {
    const earlier = { ...message, id: 2, sentAtMs: nowMs - 1 };
    const foreign = { ...message, id: 3, mobile: '199****0000' };
    expect(messagesOf(filing, [message, earlier, foreign])).toEqual([message]);
    expect(messagesOf(individual, [message])).toEqual([]);
  });

  it('are answered with the end of the own document number', () => {
    expect(lastSixOf(filing, message)).toBe(document.number.slice(-6));
    expect(lastSixOf(filing, { ...message, name: '别人' })).toBe('');
  });
});

describe('webhooks', () => {
  const received = (id: string, of: string | undefined, verified = true): ReceivedWebhook => ({
    id,
    receivedAtMs: nowMs,
    verified,
    ...(verified && {
      content: { type: 'case.state-changed', data: { ...(of !== undefined && { case: of }), state: 'open' } },
    }),
  });

  it('are those of the case, of accounts, and what nobody can read, each once', () => {
    const all = [
      received('a', 'case'),
      received('b', 'other'),
      received('c', undefined),
      received('a', 'case'),
      received('d', undefined, false),
    ];
    expect(webhooksOf('case', all).map(({ id }) => id)).toEqual(['a', 'c', 'd']);
  });
});

describe('the page', () => {
  it('reads the case anew exactly while something comes by itself', () => {
    const working = caseStates.filter((state) => isWorking({ ...individual.filed, state }));
    expect(working).toEqual(['comparing', 'submitted', 'sms-pending', 'accepted']);
    const numbered = { organiser: { ministryId: 1 }, services: [] };
    expect(isWorking({ ...individual.filed, state: 'accepted', filingNumbers: numbered })).toBe(false);
  });

  it('lets the record be changed in no state after the hand-over but `returned`', () => {
    const both = caseStates.filter((state) => {
      const filed = { ...individual.filed, state };
      return isChangeable(filed) && isPastReview(filed);
    });
    expect(both).toEqual(['returned']);
  });

  it('asks the simulated bureau only for what its switch has', () => {
    const [usual, ...others] = bureauScenes;
    expect(usual).toBe('accepted');
    for (const scene of others) expect(faultNamed(scene), scene).toBeDefined();
    expect(Object.keys(submissionWordings.en.scenes)).toEqual([...bureauScenes]);
  });
});
