/** Thousands of seeded traces through the appraisal: people of every kind, and attackers who know the protocol but not the windows. */
import type { Ask } from '#protocol/action/action.ts';
import { drawAsks, seededDraw } from '#protocol/policy/chance.ts';
import { policy } from '#protocol/policy/registry.ts';
import { appraise } from '../../worker/appraisal/appraise.ts';
import type { SeenFrame } from '../../worker/capture/capture.ts';
import { drawFrames } from '../../worker/capture/drawn-frames.ts';
import { captureOf } from '../synthetic/capture.ts';
import { personOf, recordsOf, type Person } from '../synthetic/crowd.ts';
import { readTinyJpeg, truthful } from '../synthetic/picture.ts';
import { concluded, type Presentation, type Trial } from '../count/trial.ts';

/** One kind of simulated presentation: what is done when `asks` is asked. */
interface Role {
  readonly label: Presentation['label'];
  readonly species: string;
  readonly does: (asks: readonly Ask[], seed: number) => readonly Ask[];
  readonly person?: Partial<Person>;
}

/** Somebody who makes no mistakes and never blinks unasked. */
const machine: Partial<Person> = { slips: 0, blinksPerMinute: 0.001, drops: 0 };

const roles: readonly Role[] = [
  { label: 'bona-fide', species: 'bona-fide', does: (asks) => asks },
  // Asks drawn as the verifier draws them: right as often as two draws agree.
  { label: 'attack', species: 'simulated-guess', does: (_, seed) => asksOf('guess', seed), person: machine },
  {
    label: 'attack',
    species: 'simulated-blinker',
    does: (asks) => asks.map(() => ({ kind: 'blink', count: 3 })),
    person: machine,
  },
  {
    label: 'attack',
    species: 'simulated-order',
    does: (asks) => [...asks.slice(1), asks[0]!],
    person: machine,
  },
];

const asksOf = (what: string, seed: number) => drawAsks(seededDraw(`${what} ${seed}`), policy);

/** Half of the traces, one more if they are odd, are people, the others attackers in equal parts. Pure: the same seed gives the same trials. */
export function simulate(many: number, seed: number): Trial[] {
  const [people, ...attackers] = roles;
  const half = Math.ceil(many / 2);
  return Array.from({ length: many }, (_, n) => {
    const role = n < half ? people! : attackers[n % attackers.length]!;
    return simulateOne(role, seed + n);
  });
}

function simulateOne({ label, species, does, person: changes }: Role, seed: number): Trial {
  const asks = asksOf('simulated', seed);
  const done = does(asks, seed);
  const person = { ...personOf(seed), ...changes };
  // The windows last as long as what is asked in them, whatever is done.
  const records = recordsOf(person, asks, seed, done);
  const capture = captureOf(truthful(records, seed & 255), { asks });
  const { frames } = drawFrames(capture, policy, seededDraw(`openings ${seed}`));
  const seen = frames.map((index): SeenFrame => {
    const jpeg = capture.jpegs[index]!;
    return { index, jpeg, digest: capture.frameDigests[index], reading: readTinyJpeg(jpeg) };
  });
  const isCollision = label === 'attack' && JSON.stringify(done) === JSON.stringify(asks);
  return {
    label,
    species,
    player: `person ${seed}`,
    seed: `${seed}`,
    way: 'simulated',
    ...concluded(appraise(capture, seen, policy)),
    ...(label === 'attack' && { isBeyond: species === 'simulated-guess' }),
    ...(isCollision && { isCollision }),
  };
}
