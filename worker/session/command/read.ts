import type { LiveSession } from '../state.ts';
import type { Caller, Command } from './command.ts';

export const read: Command<{ readonly by: Caller }, LiveSession> = {
  isRepeatable: true,

  onLive: (session) => ({ state: session, answer: session }),
};
