/** Judges a folder of labelled clips of real people. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { policy } from '#protocol/policy/registry.ts';
import { UnreadableVideo } from '../actor/video.ts';
import { traceOfVideo } from '../actor/video-trace.ts';
import { judgeClip } from '../real/judge.ts';
import { faultText, readLabels, timesAfter, type LabelFault, type LabelSet } from '../real/labels.ts';
import { clipLines } from '../real/lines.ts';
import type { JudgedClip } from '../real/total.ts';
import { InputError, readJson } from '../../tool/command-line.ts';

export interface RealReport {
  readonly clips: readonly JudgedClip[];
  /** Clips that could not be judged. */
  readonly faults: readonly LabelFault[];
}

/**
 * The labels of a folder's clips.
 *
 * @throws InputError that names every fault, one a line
 */
export function readLabelFolder(folder: string): LabelSet {
  const file = join(folder, 'labels.json');
  if (!existsSync(file)) throw refused([{ code: 'labels-missing', place: folder }]);
  const { clips, faults } = readLabels(jsonOf(file));
  const missing = Object.keys(clips)
    .filter((clip) => !existsSync(join(folder, clip)))
    .map((clip): LabelFault => ({ code: 'clip-missing', place: clip }));
  if (faults.length + missing.length > 0) throw refused([...faults, ...missing]);
  return clips;
}

function jsonOf(file: string): unknown {
  try {
    return readJson(file);
  } catch (cause) {
    throw refused([{ code: 'labels-malformed', place: file, detail: (cause as Error).message }], cause);
  }
}

const refused = (faults: readonly LabelFault[], cause?: unknown): InputError =>
  new InputError(faults.map(faultText).join('\n'), { cause });

/**
 * Judges every clip of a folder, and prints each as it is judged. A clip that cannot be judged is named, and the others still are.
 *
 * @param only only clips whose path contains this word
 * @throws InputError
 */
export async function judgeReal(
  folder: string,
  only = '',
  print: (line: string) => void = console.log,
): Promise<RealReport> {
  const chosen = Object.entries(readLabelFolder(folder)).filter(([name]) => name.includes(only));
  if (chosen.length === 0) throw new InputError(`--only ${only}: no clip of ${folder} has it in its path`);
  const clips: JudgedClip[] = [];
  const faults: LabelFault[] = [];
  for (const [name, labels] of chosen) {
    try {
      const { records } = await traceOfVideo(join(folder, name), labels.crop);
      const wrong = timesAfter(name, labels, records.at(-1)!.atMs / 1000);
      if (wrong.length > 0) {
        faults.push(...wrong);
        continue;
      }
      const clip = { name, labels, judgement: judgeClip(records, labels, policy) };
      clips.push(clip);
      for (const line of clipLines(clip)) print(line);
    } catch (error) {
      if (!(error instanceof UnreadableVideo)) throw error;
      faults.push({ code: 'clip-unreadable', place: name, detail: error.message });
    }
  }
  for (const fault of faults) print(faultText(fault));
  return { clips, faults };
}
