import type { Command, Filer } from './command.ts';

/** Give the key of the proof the capture. That no other key holds it is checked with the proof. */
export const bindKey: Command<{ readonly by: Filer }, undefined> = {
  onLive: (session, { by }) => ({ state: { ...session, jkt: by.jkt }, answer: undefined }),
};
