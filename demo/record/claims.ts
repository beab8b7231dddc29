/**
 * Gives each finding one place in the form. A field takes those at its own path; a group takes, after its fields, what is
 * left under its path. So a finding about something that the form does not show stands at the nearest group.
 */
import type { RecordFinding } from '#protocol/filing/finding.ts';

export class Claims {
  #left: readonly RecordFinding[];

  constructor(findings: readonly RecordFinding[]) {
    this.#left = findings;
  }

  at(path: string): RecordFinding[] {
    return this.#take((found) => found.path === path);
  }

  under(path: string): RecordFinding[] {
    return this.#take((found) => found.path === path || found.path.startsWith(`${path}/`));
  }

  #take(isTaken: (found: RecordFinding) => boolean): RecordFinding[] {
    const taken = this.#left.filter(isTaken);
    if (taken.length > 0) this.#left = this.#left.filter((found) => !isTaken(found));
    return taken;
  }
}
