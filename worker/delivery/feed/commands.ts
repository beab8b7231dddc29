/** Everything that can be done with a feed. Each command is synchronous and ends before the next one begins. */
import { Refusal, type RefusalCode } from '#protocol/refusal.ts';
import type { Rows } from '../../retention/rows.ts';
import {
  addSecret,
  changeEndpoint,
  createEndpoint,
  deleteEndpoint,
  listEndpoints,
  readEndpoint,
  targetOf,
} from './endpoints.ts';
import { append, page } from './events.ts';
import { listDeliveries } from './list-deliveries.ts';
import { replay } from './replay.ts';
import { claim, settle } from './tries.ts';

/** A command that a lost answer leaves in doubt may be repeated: it changes nothing more, but that `claim` claims others. */
const table = {
  append,
  page,
  'create-endpoint': createEndpoint,
  'list-endpoints': listEndpoints,
  'read-endpoint': readEndpoint,
  'change-endpoint': changeEndpoint,
  'delete-endpoint': deleteEndpoint,
  'add-secret': addSecret,
  target: targetOf,
  'list-deliveries': listDeliveries,
  replay,
  claim,
  settle,
} as const;

export type FeedKind = keyof typeof table;
export type FeedArgs<K extends FeedKind> = Parameters<(typeof table)[K]>[1];
export type FeedAnswer<K extends FeedKind> = ReturnType<(typeof table)[K]>;

/** The result of a command: plain data, so that the host can send it from the feed to the caller. */
export type FeedOutcome<Answer> = { readonly answer: Answer } | { readonly refusal: RefusalCode };

const commands: { readonly [K in FeedKind]: (rows: Rows, args: FeedArgs<K>, nowMs: number) => FeedAnswer<K> } = table;

/** Runs one command as a whole. A refused one changes nothing. */
export function runCommand<K extends FeedKind>(
  rows: Rows,
  kind: K,
  args: FeedArgs<K>,
  nowMs: number,
): FeedOutcome<FeedAnswer<K>> {
  try {
    return { answer: rows.atomic(() => commands[kind](rows, args, nowMs)) };
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return { refusal: error.code };
  }
}
