/** What a challenge asks: drawn once, disclosed window by window, and how likely a fixed recording answers it. */
import { sha256 } from '@noble/hashes/sha2.js';
import { concatBytes, utf8ToBytes } from '@noble/hashes/utils.js';
import type { Ask } from '../action/action.ts';
import type { Policy } from './policy.ts';

/** A source of chance: an integer from 0 to `below` − 1, each equally likely. */
export type Draw = (below: number) => number;

/** The five movements one window can be about. */
const movements = ['blink', 'turn-left', 'turn-right', 'nod', 'open-mouth'] as const;
type Movement = (typeof movements)[number];

/** Movements of the skin itself, which a rigid sheet held to the camera cannot make. */
const deforming: readonly Movement[] = ['blink', 'open-mouth'];

/** Every order of movements a challenge may take: all different, and at least one that a rigid sheet cannot make. */
export function movementOrders(windows: number): readonly (readonly Movement[])[] {
  const extend = (order: readonly Movement[]): (readonly Movement[])[] =>
    order.length === windows
      ? [order]
      : movements.filter((next) => !order.includes(next)).flatMap((next) => extend([...order, next]));
  return extend([]).filter((order) => order.some((movement) => deforming.includes(movement)));
}

/** Draw what each window asks: every order equally likely, then how many blinks. */
export function drawAsks(draw: Draw, { challenge, action }: Policy): Ask[] {
  const orders = movementOrders(challenge.windows);
  return orders[draw(orders.length)]!.map((movement): Ask => {
    switch (movement) {
      case 'blink':
        return { kind: 'blink', count: action.blink.counts[draw(action.blink.counts.length)]! };
      case 'turn-left':
      case 'turn-right':
        return { kind: 'turn-head', direction: movement === 'turn-left' ? 'left' : 'right' };
      default:
        return { kind: movement };
    }
  });
}

/**
 * The probability that the best fixed recording answers one challenge by luck: that of the likeliest sequence of asks,
 * which is an order without a blink.
 *
 * @returns 0 to 1
 */
export const chanceOfRecording = ({ challenge }: Policy): number => 1 / movementOrders(challenge.windows).length;

/** The same over all attempts a session may have. */
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
