/** Appraises seeded traces of simulated people, and of attackers who know the protocol but not what the windows ask. */
import type { Ask } from '#protocol/action/action.ts';
import { drawAsks, seededDraw } from '#protocol/policy/chance.ts';
import { policy } from '#protocol/policy/registry.ts';
import { appraise } from '../../worker/appraisal/appraise.ts';
import type { SeenFrame } from '../../worker/capture/capture.ts';
import { drawFrames } from '../../worker/capture/drawn-frames.ts';
import { captureOf } from '../synthetic/capture.ts';
import { personOf, recordsOf, type Person } from '../synthetic/crowd.ts';
import { readTinyJpeg, truthful } from '../synthetic/picture.ts';
import { conclusionOf, type Presentation, type Trial } from '../count/trial.ts';

/** One kind of simulated presentation. `does` gives the actions with which it answers `asks`. */
interface Role {
  readonly label: Presentation['label'];
  readonly species: string;
  readonly does: (asks: readonly Ask[], seed: number) => readonly Ask[];
  readonly person?: Partial<Person>;
}

/** Changes to a person who then makes no mistakes and blinks only when asked. */
const machine: Partial<Person> = { slips: 0, blinksPerMinute: 0.001, drops: 0 };

const roles: readonly Role[] = [
  { label: 'bona-fide', species: 'bona-fide', does: (asks) => asks },
  // A second draw by the verifier's rules. It succeeds when both draws agree.
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

/**
 * Half of the trials (rounded up) are of people. The others are of attackers, three species in turn. Pure: the same
 * seed gives the same trials.
 */
export function simulate(count: number, seed: number): Trial[] {
  const [people, ...attackers] = roles;
  const half = Math.ceil(count / 2);
  return Array.from({ length: count }, (_, n) => {
    const role = n < half ? people! : attackers[n % attackers.length]!;
    return simulateOne(role, seed + n);
  });
}

function simulateOne({ label, species, does, person: changes }: Role, seed: number): Trial {
  const asks = asksOf('simulated', seed);
  const done = does(asks, seed);
  const person = { ...personOf(seed), ...changes };
  // The length of a window depends on what it asks, not on what is done in it.
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
    ...conclusionOf(appraise(capture, seen, policy)),
    ...(label === 'attack' && { isBeyond: species === 'simulated-guess' }),
    ...(isCollision && { isCollision }),
  };
}
