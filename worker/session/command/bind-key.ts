import type { Command, Filer } from './command.ts';

/** Binds the session to the key of the proof. If it is bound to another key, step.ts has already refused the proof. */
export const bindKey: Command<{ readonly by: Filer }, undefined> = {
  onLive: (session, { by }) => ({ state: { ...session, jkt: by.jkt }, answer: undefined }),
};
