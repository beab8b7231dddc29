import { reminderDue, smsUntilMs, withRound } from '../rounds.ts';
import type { LiveCase } from '../state.ts';
import { noted } from '../timeline.ts';
import { done, type By, type Command } from './command.ts';

/**
 * Reminds the provider, by an event, that the persons in charge have to answer the ministry's short message. Reminders that became
 * due while nothing ran are one.
 */
export const remind: Command<By, LiveCase> = {
  isRepeatable: true,
  prolongsNothing: true,

  onLive(state, { by }, nowMs) {
    const found = reminderDue(state, nowMs);
    if (!found) return done(state);
    const { round, due } = found;
    const untilMs = smsUntilMs(round.takenAtMs!, nowMs);
    const reminded = withRound(state, { ...round, reminded: due, smsUntilMs: untilMs });
    const facts = { round: String(round.round), reminder: String(due) };
    return done(noted(reminded, { by, nowMs }, 'sms-reminder', facts));
  },
};
