/** How fast bytes reach the verifier. */

/**
 * Below this no attempt begins. It needs 64 kbit/s, and the verifier gives up an upload at 40 kbit/s (`limits.upload`); but on a busy
 * device a line seems half as fast as it is (33 kbit/s were measured of 64), and nobody may be kept out by that.
 */
export const neededBitsPerS = 24_000;

/** What is sent to measure: one packet, and as much as a new connection sends at once. Policy: `limits.body.probeBytes`. */
const smallBytes = 1;
const largeBytes = 12 * 1024;

/** A line that seems too slow is measured again: something else may have used it. */
const mostTries = 2;

/**
 * Bits a second of the line, by how much longer many bytes take than few; the best of up to two tries. Infinity if it cannot be
 * measured, because that is for the calls that follow to report.
 */
export async function measureLine(
  probe: (bytes: Uint8Array<ArrayBuffer>) => Promise<unknown>,
  now: () => number = () => performance.now(),
): Promise<number> {
  // Random, so that nothing on the way can make them fewer.
  const bytes = crypto.getRandomValues(new Uint8Array(largeBytes));
  const timed = async (count: number): Promise<number> => {
    const startedMs = now();
    await probe(bytes.slice(0, count));
    return now() - startedMs;
  };
  let best = 0;
  try {
    for (let tries = 0; tries < mostTries && best < neededBitsPerS; tries += 1) {
      const smallMs = await timed(smallBytes);
      const largeMs = await timed(largeBytes);
      best = Math.max(best, ((largeBytes - smallBytes) * 8_000) / Math.max(1, largeMs - smallMs));
    }
    return best;
  } catch {
    return Infinity;
  }
}
