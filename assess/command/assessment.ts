/** One run of the command: plays planned trials or clips one after another, and prints each trial as it ends. */
import { failureLines, trialLine } from '../count/summary.ts';
import { isFailure, unanswered, type Trial } from '../count/trial.ts';
import { InputError } from '../../tool/command-line.ts';
import { showOffline, type Clip } from './clips.ts';
import { keepFailure } from './failure-folder.ts';
import type { Journal } from './journal.ts';
import { LiveStage } from './live.ts';
import { playOffline } from './offline.ts';
import type { PlannedTrial } from './planned-trials.ts';

export class Assessment {
  readonly trials: Trial[] = [];
  readonly #fileName: string;
  readonly #checkOutput: () => void;

  /**
   * @param fileName name of the files that the run writes
   * @param checkOutput called before each trial is printed; throws if the output can no longer be written
   */
  constructor(fileName: string, checkOutput: () => void) {
    this.#fileName = fileName;
    this.#checkOutput = checkOutput;
  }

  async playOffline(planned: readonly PlannedTrial[], journal?: Journal): Promise<void> {
    for (const each of planned) this.#record(await resumed(each, 'offline', journal, playOffline));
  }

  async playLive(planned: readonly PlannedTrial[], journal?: Journal): Promise<void> {
    await onStage(async (stage) => {
      for (const each of planned) this.#record(await resumed(each, 'live', journal, (trial) => stage.play(trial)));
    });
  }

  async showOffline(clips: readonly Clip[]): Promise<void> {
    for (const clip of clips) this.#record(await readable(clip, 'offline', showOffline));
  }

  async showLive(clips: readonly Clip[]): Promise<void> {
    await onStage(async (stage) => {
      for (const clip of clips) this.#record(await readable(clip, 'live', (each) => stage.show(each)));
    });
  }

  #record(trial: Trial): void {
    this.#checkOutput();
    this.trials.push(trial);
    console.log(trialLine(trial));
    if (!isFailure(trial)) return;
    console.log(`${failureLines(trial)}\n    ${keepFailure(trial, this.#fileName, this.trials.length)}`);
  }
}

/** The trial from the journal. If the journal does not have it, it is played and added. */
async function resumed(
  planned: PlannedTrial,
  way: Trial['way'],
  journal: Journal | undefined,
  play: (planned: PlannedTrial) => Promise<Trial>,
): Promise<Trial> {
  const known = journal?.find(way, planned);
  if (known) return known;
  const trial = await play(planned);
  journal?.add(trial);
  return trial;
}

/** A clip that cannot be read becomes a trial that was not appraised. The next clips are still shown. */
async function readable(clip: Clip, way: Trial['way'], show: (clip: Clip) => Promise<Trial>): Promise<Trial> {
  try {
    return await show(clip);
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    console.error(error.message);
    return { ...clip.presentation, way, ...unanswered('clip-unreadable') };
  }
}

async function onStage(act: (stage: LiveStage) => Promise<void>): Promise<void> {
  const stage = await LiveStage.start();
  try {
    await act(stage);
  } finally {
    await stage.stop();
  }
}
