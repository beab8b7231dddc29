import { noted } from '../timeline.ts';
import { silent, type By, type Command } from './command.ts';

export interface NoteViewArgs extends By {
  /** Of the picture. */
  readonly digest: string;
  readonly reason: string;
}

/** Somebody looks at a picture. Looking keeps nothing longer. */
export const noteView: Command<NoteViewArgs, undefined> = {
  prolongsNothing: true,

  onLive: (state, { by, digest, reason }, nowMs) =>
    silent(noted(state, { by, nowMs }, 'picture-viewed', { digest, reason })),
};
