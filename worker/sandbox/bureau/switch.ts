/** The switch of the simulated bureau, by form or by JSON: faults of the next calls, and what stays set. */
import { z } from 'zod';
import type { Rows } from '../../retention/rows.ts';
import { changeCodes, queueDownload } from './downloads.ts';
import { clearFaults, faultNamed, setFault, setFaults, type Fault } from './faults.ts';
import { answerFile, strangeResult } from './results.ts';
import { changeSettings, settingsOf, type Settings } from './settings.ts';

/** A form has only text. */
const number = z.coerce.number().pipe(z.int().min(0));
const flag = z.union([z.boolean(), z.enum(['true', 'false'])]).transform((given) => given === true || given === 'true');

export const SwitchChange = z.strictObject({
  /** The name of a fault. */
  fault: z
    .string()
    .refine((name) => faultNamed(name) !== undefined, 'no such fault')
    .optional(),
  /** How many calls it meets; 0 takes it back. */
  times: number.pipe(z.int().max(1_000_000)).default(1),
  delayMs: number.pipe(z.int().max(86_400_000)).optional(),
  answersItself: flag.optional(),
  /** Takes back all faults. */
  clear: flag.optional(),
});
export type SwitchChange = z.infer<typeof SwitchChange>;

export interface SwitchState extends Settings {
  readonly faults: readonly { readonly fault: string; readonly times: number }[];
}

export const switchState = (rows: Rows): SwitchState => ({
  ...settingsOf(rows),
  faults: setFaults(rows).map(({ fault, times }) => ({ fault: fault.name, times })),
});

export function changeSwitch(rows: Rows, change: SwitchChange, nowMs: number): void {
  const { fault: name, times, delayMs, answersItself, clear } = change;
  if (clear) clearFaults(rows);
  changeSettings(rows, {
    ...(delayMs !== undefined && { delayMs }),
    ...(answersItself !== undefined && { answersItself }),
  });
  const fault = name === undefined ? undefined : faultNamed(name);
  if (fault?.group === 'now') actAtOnce(rows, fault.does, nowMs);
  else if (fault) setFault(rows, fault, times);
}

function actAtOnce(rows: Rows, does: Fault['does'], nowMs: number): void {
  if (does === 'unknown-result') queueDownload(rows, 'strange', answerFile({ results: [strangeResult()] }), 0, nowMs);
  else changeCodes(rows, does === 'code-lost', nowMs);
}
