/**
 * `npm run assess`: what assessors run.
 *
 *     npm run assess -- --challenge SEED              the whole timeline of a seeded challenge
 *         [--film FILE.mjpeg]                         and an answer to it by a drawn face, for Chromium's fake camera
 *     npm run assess -- --sessions N [--attacks M]    N people and M attacks of each species through widget and worker
 *         [--seed S] [--only WORD] [--json]           other reaction times and segments; only players whose name has WORD
 */
import { writeFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { drawAsks, schedule, seededDraw } from '#protocol/challenge.ts';
import { policy } from '#protocol/policy.ts';
import { answerScript } from '../test/actor/answer.ts';
import { drawnSource } from '../test/actor/drawn/source.ts';
import { renderClip } from '../test/actor/script.ts';
import { timeline } from './timeline.ts';
import { runAssessment } from './assessment.ts';

const { values } = parseArgs({
  options: {
    challenge: { type: 'string' },
    film: { type: 'string' },
    sessions: { type: 'string' },
    attacks: { type: 'string', default: '0' },
    seed: { type: 'string', default: `${Date.now() % 100_000}` },
    only: { type: 'string' },
    json: { type: 'boolean', default: false },
  },
});

if (values.challenge !== undefined) {
  console.log(timeline(values.challenge, policy).join('\n'));
  if (values.film !== undefined) {
    const slots = schedule(drawAsks(seededDraw(values.challenge), policy), policy);
    await writeFile(values.film, await renderClip(drawnSource('mei'), answerScript(slots, 600, { leadInMs: 3_000 })));
    console.log(`written: ${values.film}`);
  }
} else if (values.sessions !== undefined) {
  const report = await runAssessment({
    sessions: count(values.sessions),
    attacks: count(values.attacks),
    seed: count(values.seed),
    only: values.only,
  });
  if (values.json) console.log(JSON.stringify(report));
} else {
  console.error('Give --challenge SEED or --sessions N. See the head of tool/assess.ts.');
  process.exitCode = 2;
}

function count(text: string): number {
  const number = Number(text);
  if (!Number.isInteger(number) || number < 0) throw new Error(`not a count: ${text}`);
  return number;
}
