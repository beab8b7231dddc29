/** Numbers of any width as bits, the most significant bit first. */
import { Refusal } from '../refusal.ts';

export class BitWriter {
  readonly #bytes: number[] = [];
  #held = 0;
  #bits = 0;

  /** @param width of the number in bits, at most 32 */
  write(number: number, width: number): void {
    for (let left = width; left > 0;) {
      const taken = Math.min(left, 8 - this.#bits);
      left -= taken;
      this.#held = (this.#held << taken) | (Math.floor(number / 2 ** left) & (2 ** taken - 1));
      this.#bits += taken;
      if (this.#bits < 8) return;
      this.#bytes.push(this.#held);
      this.#held = 0;
      this.#bits = 0;
    }
  }

  /** What was written, padded with zeros to a whole byte. */
  bytes(): Uint8Array {
    const whole = Uint8Array.from(this.#bits > 0 ? [...this.#bytes, this.#held << (8 - this.#bits)] : this.#bytes);
    return whole;
  }
}

export class BitReader {
  readonly #bytes: Uint8Array;
  #at = 0;

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
  }

  /**
   * @param width of the number in bits, at most 32
   * @throws Refusal trace-malformed if there are fewer bits left
   */
  read(width: number): number {
    if (this.#at + width > this.#bytes.length * 8) throw new Refusal('trace-malformed', { cause: 'truncated bits' });
    let number = 0;
    for (let left = width; left > 0;) {
      const free = 8 - (this.#at % 8);
      const taken = Math.min(left, free);
      const byte = this.#bytes[this.#at >> 3]!;
      number = number * 2 ** taken + ((byte >> (free - taken)) & (2 ** taken - 1));
      this.#at += taken;
      left -= taken;
    }
    return number;
  }

  /** Whether only the padding is left: zeros up to the end of the last byte. */
  get isAtEnd(): boolean {
    const left = this.#bytes.length * 8 - this.#at;
    if (left >= 8) return false;
    return left === 0 || (this.#bytes.at(-1)! & (2 ** left - 1)) === 0;
  }
}
