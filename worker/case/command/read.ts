import type { LiveCase } from '../state.ts';
import { done, type By, type Command } from './command.ts';

export const read: Command<By, LiveCase> = {
  isRepeatable: true,
  isFilers: true,

  onLive: (state) => done(state),
};
