import type { Answer, Command, Kind } from './session.ts';

/** Capture sessions, each a single writer: of two commands to one session, one has wholly run before the other starts. */
export interface Sessions {
  /** @throws Refusal as the command does */
  run<K extends Kind>(id: string, command: Command<K>, nowMs: number): Promise<Answer<K>>;
}
