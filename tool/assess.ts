/**
 * `npm run assess`: what assessors run.
 *
 *     npm run assess -- --challenge SEED              the whole timeline of a seeded challenge
 *     npm run assess -- --sessions N [--attacks M]    N people and M attacks of each species through widget and worker
 *         [--seed S] [--only WORD] [--json]           other reaction times and segments; only players whose name has WORD
 */
import { parseArgs } from 'node:util';
import { policy } from '#protocol/policy.ts';
import { timeline } from './timeline.ts';
import { runAssessment } from './assessment.ts';

const { values } = parseArgs({
  options: {
    challenge: { type: 'string' },
    sessions: { type: 'string' },
    attacks: { type: 'string', default: '0' },
    seed: { type: 'string', default: `${Date.now() % 100_000}` },
    only: { type: 'string' },
    json: { type: 'boolean', default: false },
  },
});

if (values.challenge !== undefined) {
  console.log(timeline(values.challenge, policy).join('\n'));
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
