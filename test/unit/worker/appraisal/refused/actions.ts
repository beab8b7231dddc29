/** Captures of a person who does not do what was asked, or does something else in addition. */
import { policy } from '#protocol/policy/registry.ts';
import { schedule } from '#protocol/policy/schedule.ts';
import { perform } from '../../../../../assess/synthetic/performance.ts';
import { faceless, judge, withoutBlink } from '../judged.ts';
import type { RefusedBy } from './refused.ts';

const starts = schedule(withoutBlink, policy).map(({ startMs }) => startMs);

export const actions: RefusedBy<'actions-done' | 'nothing-else-done'> = {
  'actions-done': [
    { what: 'nothing done', judged: () => judge({ performance: () => perform([], () => 0) }) },
    {
      what: 'an action begun before its window',
      judged: () => judge({ performance: (slots) => perform(slots, () => -200) }),
    },
    {
      what: 'an action begun before its window, behind frames without a face',
      judged: () =>
        judge({
          asks: withoutBlink,
          performance: (slots) => perform(slots, () => -350),
          alter: (r) => (starts.some((ms) => r.atMs > ms && r.atMs <= ms + 200) ? faceless(r) : r),
        }),
    },
  ],
  'nothing-else-done': [
    {
      what: 'a nod in addition to what was asked',
      judged: () =>
        judge({
          performance: (slots) => (atMs) => {
            const pose = perform(slots, () => 500)(atMs);
            const nod = perform([{ ask: { kind: 'nod' }, startMs: 3_400, endMs: 0 }], () => 200)(atMs);
            return { ...pose, pitchDegrees: pose.pitchDegrees + nod.pitchDegrees };
          },
        }),
    },
  ],
};
