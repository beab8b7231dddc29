import { chromium } from 'playwright-core';
import { attacks, isHere, people, type Player } from '../test/actor/cast.ts';
import { installActor } from '../test/actor/live.ts';
import { runTrial, type Trial } from '../test/actor/trial.ts';
import { startServer } from '../test/e2e/server.ts';
import { browserFlags, ensureBrowser } from './browser.ts';
import { exactInterval } from './interval.ts';

export interface AssessmentOptions {
  /** Bona fide presentations in all, people in turn. */
  readonly sessions: number;
  /** Presentations of each attack species. */
  readonly attacks: number;
  readonly seed: number;
  /** Only players whose name has this word in it. */
  readonly only?: string | undefined;
}

interface PlayedTrial extends Trial {
  readonly player: string;
  readonly species: string;
  readonly seed: number;
}

/** Counts of one kind of presentation. `upper95` bounds the error rate: refused people, or accepted attacks. */
export interface SpeciesCounts {
  readonly name: string;
  readonly trials: number;
  readonly accepted: number;
  readonly refused: number;
  readonly undetermined: number;
  /** Trials that came to no result; never left out. */
  readonly unfinished: number;
  readonly lower95: number;
  readonly upper95: number;
}

export interface Assessment {
  readonly seed: number;
  readonly bonaFide: SpeciesCounts | undefined;
  readonly species: readonly SpeciesCounts[];
  readonly failures: readonly PlayedTrial[];
}

/** Play people and attacks through the real widget in Chromium and the real worker in workerd, and count. */
export async function runAssessment(options: AssessmentOptions): Promise<Assessment> {
  const server = await startServer();
  const browser = await chromium.launch({ executablePath: ensureBrowser(), args: browserFlags });
  const trials: PlayedTrial[] = [];
  try {
    for (const { player, seed } of cast(options)) {
      const reel = await player.reel(seed);
      const prepare = (context: Parameters<typeof installActor>[0]) =>
        installActor(context, reel, { ...player.options, seed });
      // A clip whose face never stands well never begins; a person who answers is done in half the time.
      const timeoutMs = player.species === 'bona-fide' ? 90_000 : 35_000;
      const trial = await runTrial(browser, { origin: server.origin, prepare, timeoutMs });
      trials.push({ ...trial, player: player.name, species: player.species, seed });
      console.log(line(trials.at(-1)!));
      if ((trial.verdict === 'bona-fide') !== (player.species === 'bona-fide')) console.log(account(trial));
    }
  } finally {
    await browser.close();
    await server.stop();
  }
  const assessment = summarise(trials, options.seed);
  print(assessment);
  return assessment;
}

/** Who plays, in turn, each time with another seed. */
function cast({ sessions, attacks: each, seed, only }: AssessmentOptions): { player: Player; seed: number }[] {
  const chosen = (players: readonly Player[]) =>
    players.filter((player) => isHere(player) && (!only || player.name.includes(only)));
  const standing = chosen(people);
  return [
    ...Array.from({ length: standing.length > 0 ? sessions : 0 }, (_, n) => standing[n % standing.length]!),
    ...chosen(attacks).flatMap((player) => Array<Player>(each).fill(player)),
  ].map((player, n) => ({ player, seed: seed + n }));
}

const line = ({ player, seed, verdict, causes, promptToResultMs, phases }: PlayedTrial) =>
  [
    player.padEnd(46),
    `seed ${seed}`,
    (verdict ?? `no result, ended ${phases.at(-1)}`).padEnd(13),
    promptToResultMs === undefined ? '' : `${(promptToResultMs / 1000).toFixed(1)} s`,
    causes.join(' '),
  ].join('  ');

/** What the verifier saw in a trial that went wrong. */
function account({ appraisal, phases }: Trial): string {
  if (!appraisal) return `    phases: ${phases.join(', ')}`;
  const failed = appraisal.checks.filter(({ passed }) => !passed);
  return [
    ...failed.map(({ name, measured }) => `    ${name} ${JSON.stringify(measured)}`),
    ...appraisal.windows.map(
      ({ ask, done, foreign }) => `    ${JSON.stringify(ask)} ${done ? 'done' : 'missed'} ${foreign.join(' ')}`,
    ),
  ].join('\n');
}

function summarise(trials: readonly PlayedTrial[], seed: number): Assessment {
  const names = [...new Set(trials.map(({ species }) => species))];
  const counted = names.map((name) => {
    const of = trials.filter(({ species }) => species === name);
    const ended = (verdict: Trial['verdict']) => of.filter((trial) => trial.verdict === verdict).length;
    const accepted = ended('bona-fide');
    const errors = name === 'bona-fide' ? of.length - accepted : accepted;
    const [lower95, upper95] = exactInterval(errors, of.length);
    return {
      name,
      trials: of.length,
      accepted,
      refused: ended('attack'),
      undetermined: ended('undetermined'),
      unfinished: ended(undefined),
      lower95,
      upper95,
    };
  });
  return {
    seed,
    bonaFide: counted.find(({ name }) => name === 'bona-fide'),
    species: counted.filter(({ name }) => name !== 'bona-fide'),
    failures: trials.filter(({ species, verdict }) => (verdict === 'bona-fide') !== (species === 'bona-fide')),
  };
}

const percent = (share: number) => `${(share * 100).toFixed(1)} %`;

function print({ bonaFide, species, seed }: Assessment): void {
  console.log(
    `\nseed ${seed}; errors with exact (Clopper–Pearson) 95 % bounds; drawn faces and animated photos, not people`,
  );
  for (const { name, trials, accepted, refused, undetermined, unfinished, lower95, upper95 } of [
    ...(bonaFide ? [bonaFide] : []),
    ...species,
  ]) {
    const error = name === 'bona-fide' ? 'not accepted' : 'accepted';
    console.log(
      `${name.padEnd(34)} ${trials} trials: ${accepted} bona-fide, ${undetermined} undetermined, ${refused} attack, ${unfinished} unfinished; ${error} ${percent(lower95)} – ${percent(upper95)}`,
    );
  }
}
