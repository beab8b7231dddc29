/** Events of a change: what the provider is told of it. They are stored with the change, so that none is lost. */
import type { CaseEvent, TimelineEntry } from '#protocol/case/case.ts';
import type { DeliveryEvent, EventType } from '#protocol/delivery/event.ts';
import { newestRound } from './rounds.ts';
import type { LiveCase } from './state.ts';

/** Entries of the timeline that are told of, also where the case's state stays. */
const told: Readonly<Partial<Record<CaseEvent, EventType>>> = {
  'sms-reminder': 'case.sms-reminder',
  'upload-trouble': 'case.submission-trouble',
  'result-received': 'case.result-received',
};

/**
 * The case with the events of what has changed since `before`. An event has the number of a timeline entry in its id: the same
 * change makes the same event. The last entry tells of a new state, if there is one.
 */
export function withEvents(state: LiveCase, before: LiveCase | undefined): LiveCase {
  if (state === before) return state;
  const added = state.timeline.slice(before?.timeline.length ?? 0);
  const last = state.state === before?.state ? undefined : added.at(-1);
  const events = added.flatMap((entry) => {
    const type = entry === last ? 'case.state-changed' : told[entry.event];
    return type ? [eventOf(state, entry, type)] : [];
  });
  return events.length > 0 ? { ...state, outbox: [...state.outbox, ...events] } : state;
}

function eventOf(state: LiveCase, { n, atMs, facts }: TimelineEntry, type: EventType): DeliveryEvent {
  const round = facts?.['round'] === undefined ? newestRound(state)?.round : Number(facts['round']);
  const cause = facts?.['cause'];
  return {
    id: eventId(state.id, String(n)),
    type,
    atMs,
    data: {
      case: state.id,
      ...(type === 'case.state-changed' && { state: state.state }),
      ...(round !== undefined && { round }),
      ...(cause !== undefined && { cause }),
    },
  };
}

/** The event of a withdrawal. Nothing is stored for it, because the case is gone; its request can be sent again. */
export const withdrawnEvent = (id: string, nowMs: number): DeliveryEvent => ({
  id: eventId(id, 'withdrawn'),
  type: 'case.state-changed',
  atMs: nowMs,
  data: { case: id, state: 'withdrawn' },
});

const eventId = (id: string, change: string): string => `${id}-${change}`;
