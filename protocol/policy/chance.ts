/** Draws what a challenge asks, and computes how likely a fixed recording answers it. */
import { sha256 } from '@noble/hashes/sha2.js';
import { concatBytes, utf8ToBytes } from '@noble/hashes/utils.js';
import type { Ask } from '../action/action.ts';
import { actionOf, everyAsk, movementOf } from '../action/table.ts';
import type { Policy } from './policy.ts';

/** A source of chance: an integer from 0 to `below` − 1, each equally likely. */
export type Draw = (below: number) => number;

/** The asks that require one movement, all equally likely: for example different numbers of blinks. */
type MovementAsks = readonly Ask[];

const movements = ({ challenge, action }: Policy): MovementAsks[] => [
  ...Map.groupBy(everyAsk(challenge.asks, action), movementOf).values(),
];

/** Every order of movements that a challenge may ask for: all different, and at least one impossible for a rigid sheet. */
export function movementOrders(policy: Policy): (readonly MovementAsks[])[] {
  const all = movements(policy);
  const extend = (order: readonly MovementAsks[]): (readonly MovementAsks[])[] =>
    order.length === policy.challenge.windows
      ? [order]
      : all.filter((next) => !order.includes(next)).flatMap((next) => extend([...order, next]));
  return extend([]).filter((order) => order.flat().some((ask) => actionOf(ask).deformsSkin));
}

/** Draws what each window asks: first the order of the movements, then one ask for each movement. All are equally likely. */
export function drawAsks(draw: Draw, policy: Policy): Ask[] {
  const orders = movementOrders(policy);
  return orders[draw(orders.length)]!.map((asks) => asks[asks.length > 1 ? draw(asks.length) : 0]!);
}

/**
 * The probability that the best fixed recording answers one challenge by luck. It is that of the likeliest sequence of asks.
 *
 * @returns 0 to 1
 */
export function chanceOfRecording(policy: Policy): number {
  const orders = movementOrders(policy);
  const chances = orders.map((order) => order.reduce((chance, asks) => chance / asks.length, 1 / orders.length));
  return Math.max(...chances);
}

/** The same probability for all attempts of a session together. */
export const chanceOfSession = (policy: Policy): number => 1 - (1 - chanceOfRecording(policy)) ** policy.attempts.total;

/**
 * A repeatable source of chance, so that an assessor's recorded clip can answer the same challenge again.
 * SHA-256(seed ‖ counter), its first 32 bits scaled; the bias for ranges under 100 is below 2⁻²⁵.
 */
export function seededDraw(seed: string): Draw {
  let counter = 0;
  return (below) => {
    const block = new Uint8Array(4);
    new DataView(block.buffer).setUint32(0, counter++, true);
    const digest = sha256(concatBytes(utf8ToBytes(seed), block));
    return Math.floor((new DataView(digest.buffer, digest.byteOffset).getUint32(0) / 2 ** 32) * below);
  };
}
