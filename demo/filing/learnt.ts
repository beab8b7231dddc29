/** Who has learnt what, and since when, by the case's timeline. Pure. */
import type { CaseEvent, ProviderCase } from '#protocol/case/case.ts';
import { ownValue } from '#protocol/own.ts';

export const parties = ['filer', 'provider', 'verifier', 'authority', 'bureau'] as const;
export type Party = (typeof parties)[number];

/** What a party has from an event on. */
const learntFrom = {
  created: [
    ['provider', 'record'],
    ['verifier', 'record'],
  ],
  'document-put': [
    ['provider', 'documents'],
    ['verifier', 'documents'],
  ],
  consented: [['filer', 'purposes']],
  verified: [
    ['verifier', 'face'],
    ['provider', 'portrait'],
  ],
  signed: [['filer', 'record']],
  'question-asked': [['authority', 'question']],
  'question-answered': [['provider', 'answer']],
  'forms-released': [['provider', 'form']],
  'upload-taken': [['bureau', 'filing']],
  'result-received': [['provider', 'result']],
  'numbers-received': [['provider', 'numbers']],
} as const satisfies Partial<Record<CaseEvent, readonly (readonly [Party, string])[]>>;

export type Learnt = (typeof learntFrom)[keyof typeof learntFrom][number][1];

export interface LearntFact {
  readonly fact: Learnt;
  /** When the party first had it. */
  readonly atMs: number;
}

/** In the order of `parties`, each fact once. */
export function learntOf({
  timeline,
}: ProviderCase): readonly { readonly party: Party; readonly facts: LearntFact[] }[] {
  const all = timeline.flatMap(({ event, atMs }) =>
    (ownValue<readonly (readonly [Party, Learnt])[]>(learntFrom, event) ?? []).map(([party, fact]) => ({
      party,
      fact,
      atMs,
    })),
  );
  return parties.map((party) => {
    const own = all.filter((each) => each.party === party);
    const first = own.filter(({ fact }, n) => own.findIndex((each) => each.fact === fact) === n);
    return { party, facts: first.map(({ fact, atMs }) => ({ fact, atMs })) };
  });
}
