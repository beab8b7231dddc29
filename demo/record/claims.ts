/**
 * Gives each finding one place in the form. A field takes the findings at its own path. A group then takes the findings under its
 * path that none of its fields took. So a finding about something that the form does not show stands at the nearest group.
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
