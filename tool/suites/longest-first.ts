import { BaseSequencer, type TestSpecification } from 'vitest/node';

/**
 * The files that take longest, the longest first. Vitest starts with the largest files where it has not measured them, as in a
 * fresh clone; a small file that takes minutes would then start last and run alone, with the other cores idle.
 */
export const longest: readonly string[] = [
  'test/model/assess/actor/offline-attacks.test.ts',
  'test/model/assess/actor/offline-people.test.ts',
  'test/model/assess/actor/loop.test.ts',
  'test/e2e/assess.test.ts',
  'test/e2e/trial.test.ts',
  'test/e2e/slow-line.test.ts',
  'test/e2e/filing.test.ts',
  'test/e2e/soak.test.ts',
  'test/e2e/embed.test.ts',
  'test/e2e/network.test.ts',
  'test/e2e/load.test.ts',
  'test/e2e/session.test.ts',
];

/** Starts the longest files first, and the others in vitest's own order. */
export class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    return (await super.sort(files)).toSorted((a, b) => rank(a) - rank(b));
  }
}

function rank({ moduleId }: TestSpecification): number {
  const at = longest.findIndex((file) => moduleId.endsWith(`/${file}`));
  return at < 0 ? longest.length : at;
}
