/** The clips that the assessor has chosen. Each has the label, species and seed that the list gives for it. */
import { ClipList, type ListedClip } from '../clip/clip-list.ts';
import type { Outcome, Trial } from '../count/trial.ts';

export interface ClipRow {
  readonly file: File;
  readonly label: Trial['label'];
  readonly species: string;
  /** Seed of the challenge that the clip was filmed for. */
  readonly seed: string;
  readonly state: Outcome | 'waiting' | 'playing' | 'unplayable';
}

const isClip = ({ name }: File) => /\.(mjpe?g|mp4|webm)$/i.test(name);

/**
 * One row for each clip among the files. If they include a `ClipList` (a .json file, as for `npm run assess --
 * --clips`), the rows get their values from it.
 *
 * @returns undefined if the .json file is not such a list
 */
export async function rowsOf(files: readonly File[]): Promise<ClipRow[] | undefined> {
  const list = files.find(({ name }) => name.endsWith('.json'));
  const listed = list ? parseList(await list.text()) : [];
  return listed && files.filter(isClip).map((file) => rowOf(file, listed));
}

function rowOf(file: File, listed: readonly ListedClip[]): ClipRow {
  const found = listed.find(({ clip }) => clip.split('/').at(-1) === file.name);
  const { label = 'bona-fide', species = 'bona-fide', seed = '' } = found ?? {};
  return { file, label, species, seed, state: 'waiting' };
}

function parseList(text: string): ListedClip[] | undefined {
  try {
    return ClipList.parse(JSON.parse(text));
  } catch {
    return undefined;
  }
}
