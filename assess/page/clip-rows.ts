/** Clips the assessor has chosen, each with what it is said to show. */
import type { Outcome, Trial } from '../count/trial.ts';

export interface ClipRow {
  readonly file: File;
  readonly label: Trial['label'];
  readonly species: string;
  /** Of the challenge that the clip was filmed for. */
  readonly seed: string;
  readonly state: Outcome | 'waiting' | 'playing' | 'unplayable';
}

interface Listed {
  readonly clip: string;
  readonly label: Trial['label'];
  readonly species: string;
  readonly seed: string;
}

const isClip = ({ name }: File) => /\.(mjpe?g|mp4|webm)$/i.test(name);

/**
 * Rows for the chosen files; a list `[{"clip", "label", "species", "seed"}]` among them, as `npm run assess -- --clips`
 * takes it, says what they are.
 *
 * @returns undefined if the list is no such list
 */
export async function rowsOf(files: readonly File[]): Promise<ClipRow[] | undefined> {
  const list = files.find(({ name }) => name.endsWith('.json'));
  const listed = list ? parseList(await list.text()) : [];
  return listed && files.filter(isClip).map((file) => rowOf(file, listed));
}

function rowOf(file: File, listed: readonly Listed[]): ClipRow {
  const found = listed.find(({ clip }) => clip.split('/').at(-1) === file.name);
  const { label = 'bona-fide', species = 'bona-fide', seed = '' } = found ?? {};
  return { file, label, species, seed, state: 'waiting' };
}

function parseList(text: string): Listed[] | undefined {
  try {
    const list: unknown = JSON.parse(text);
    return Array.isArray(list) && list.every(isListed) ? list : undefined;
  } catch {
    return undefined;
  }
}

function isListed(entry: unknown): entry is Listed {
  const { clip, label, species, seed } = (entry ?? {}) as Partial<Record<keyof Listed, unknown>>;
  const texts = [clip, species, seed].every((text) => typeof text === 'string' && text.length > 0);
  return texts && (label === 'bona-fide' || label === 'attack');
}
