import type { Answer, Args, Kind } from './commands.ts';

/** Capture sessions. The commands to one session run one after another: each ends before the next begins. */
export interface Sessions {
  /** @throws Refusal as the command does */
  run<K extends Kind>(id: string, kind: K, args: Args<K>, nowMs: number): Promise<Answer<K>>;
}
