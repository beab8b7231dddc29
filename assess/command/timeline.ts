/** The timeline of a seeded challenge as text, for an assessor who films or renders an answer. */
import type { Ask } from '#protocol/action/action.ts';
import { drawAsks, seededDraw } from '#protocol/policy/chance.ts';
import { schedule } from '#protocol/policy/schedule.ts';
import type { Policy } from '#protocol/policy/policy.ts';

const words = (ask: Ask): string => {
  switch (ask.kind) {
    case 'blink':
      return `blink ${ask.count} times`;
    case 'turn-head':
      return `turn the head to the person's ${ask.direction} (${ask.direction === 'left' ? 'right' : 'left'} in the image) and back`;
    case 'nod':
      return 'nod: head down and up again';
    case 'open-mouth':
      return 'open the mouth wide and close it';
  }
};

const row = (fromMs: number, toMs: number, text: string) =>
  `${`${fromMs}`.padStart(6)} – ${`${toMs}`.padEnd(6)} ${text}`;

/**
 * The whole timeline of a seeded challenge.
 *
 * @param seed the one in `POST /v1/sessions`
 * @returns one line for each event, in milliseconds from the first frame in which the face is in position
 */
export function timeline(seed: string, policy: Policy): string[] {
  const { leadInMs, gapMs } = policy.challenge;
  const { minReactionMs } = policy.action;
  const slots = schedule(drawAsks(seededDraw(seed), policy), policy);
  return [
    `seed ${JSON.stringify(seed)}, policy ${policy.name} version ${policy.version}; milliseconds from the first frame with a face`,
    `before that, the camera starts: begin and end the clip with some seconds without a face`,
    row(0, leadInMs, 'hold still, look at the camera'),
    ...slots.flatMap(({ ask, startMs, endMs }, n) => [
      row(
        startMs,
        endMs,
        `window ${n}: ${words(ask)}; begin no sooner than ${startMs + minReactionMs}, be back at neutral before ${endMs}`,
      ),
      ...(n < slots.length - 1 ? [row(endMs, endMs + gapMs, 'hold still')] : []),
    ]),
  ];
}
