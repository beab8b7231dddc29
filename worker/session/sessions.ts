import type { Answer, Args, Kind } from './commands.ts';

/** Capture sessions, each a single writer: of two commands to one session, one has ended before the other begins. */
export interface Sessions {
  /** @throws Refusal as the command does */
  run<K extends Kind>(id: string, kind: K, args: Args<K>, nowMs: number): Promise<Answer<K>>;
}
