/** Entries of a case's timeline that its tenant was to be told of, and was not. */
import type { CaseEvent, ProviderCase } from '#protocol/case/case.ts';

/** Each changes the case's state, or is a result. */
const told: readonly CaseEvent[] = ['created', 'in-review', 'forms-released', 'handed-over', 'result-received'];

/** @param ids of the events that the feed has: the case's id and the number of the entry */
export function untoldEntries({ id, timeline }: Pick<ProviderCase, 'id' | 'timeline'>, ids: ReadonlySet<string>) {
  return timeline.filter(({ n, event, facts }, at) => {
    // The state stays if the result came first.
    const isAnswered = timeline
      .slice(0, at)
      .some((before) => before.event === 'result-received' && before.facts?.['round'] === facts?.['round']);
    const isDue = told.includes(event) || (event === 'upload-taken' && !isAnswered);
    return isDue && !ids.has(`${id}-${n}`);
  });
}
