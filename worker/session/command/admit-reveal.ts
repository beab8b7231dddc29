import type { Command, Filer } from './command.ts';
import { revealableChallenge } from './guard.ts';

/** Checks whether the session waits for the drawn frames. Answers the id of their challenge. */
export const admitReveal: Command<{ readonly by: Filer }, string> = {
  onLive: (session) => ({ state: session, answer: revealableChallenge(session).id }),
};
