/** What stays set on the switch until it is changed. */
import type { Rows } from '../../retention/rows.ts';

export interface Settings {
  /** From a check or an answered message to its result. */
  readonly delayMs: number;
  /** Whether short messages count as answered at once, without the page. */
  readonly answersItself: boolean;
}

const usual: Settings = { delayMs: 2_000, answersItself: false };

export function settingsOf(rows: Rows): Settings {
  const [row] = rows.run<{ delay_ms: number; answers_itself: number }>('select delay_ms, answers_itself from settings');
  return row ? { delayMs: row.delay_ms, answersItself: row.answers_itself === 1 } : usual;
}

export function changeSettings(rows: Rows, change: Partial<Settings>): void {
  const { delayMs: delay, answersItself } = { ...settingsOf(rows), ...change };
  rows.run('delete from settings');
  rows.run('insert into settings (delay_ms, answers_itself) values (?, ?)', delay, answersItself ? 1 : 0);
}

export const delayMs = (rows: Rows): number => settingsOf(rows).delayMs;
