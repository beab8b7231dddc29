/**
 * Captures that are not bound to the challenge, that do not match their commitments or times, or that have too few
 * frames.
 */
import { sha256 } from '#protocol/capture/commitment.ts';
import type { TraceRecord } from '#protocol/capture/trace.ts';
import { captureOf, synthetically } from '../../../../../assess/synthetic/capture.ts';
import type { Shot } from '../../../../../assess/synthetic/picture.ts';
import { asks, faceless, judge, judgeCapture, judgeRevealed, judgeTampered, reveal, type Judged } from '../judged.ts';
import type { RefusedBy } from './refused.ts';

type Binding = 'windows-bound' | 'frames-match' | 'not-frozen' | 'clock-agrees' | 'rate-enough';

export const binding: RefusedBy<Binding> = {
  'windows-bound': [
    {
      what: 'a window requested with the hash of another challenge',
      judged: () => judgeTampered((c) => ({ ...c, challenge: 'another' })),
    },
    {
      what: 'windows out of order',
      judged: () => judgeTampered((c) => ({ ...c, windows: [c.windows[1]!, c.windows[0]!, c.windows[2]!] })),
    },
    {
      what: 'a window that opened before the previous one had ended',
      judged: () =>
        judgeTampered((c) => ({ ...c, windows: c.windows.map((w) => ({ ...w, windowMs: w.windowMs + 2_000 })) })),
    },
    {
      what: 'a trace with a digest exchanged afterwards',
      judged: () => judgeTampered((c) => ({ ...c, frameDigests: c.frameDigests.with(3, sha256(Uint8Array.of(1))) })),
    },
    { what: 'no windows at all', judged: () => judgeTampered((c) => ({ ...c, windows: [] })) },
  ],
  'frames-match': [
    { what: 'a frame not revealed', judged: () => judgeRevealed((r) => r.with(0, { ...r[0]!, jpeg: undefined })) },
    { what: 'another picture', judged: () => judgeRevealed((r) => r.with(1, { ...r[2]!, index: r[1]!.index })) },
    { what: 'no frames at all', judged: () => judgeRevealed(() => []) },
    {
      what: 'bytes that are not a JPEG, with a correct digest',
      judged: () => judgeRevealed((r) => r.with(0, { ...r[0]!, jpeg: Uint8Array.of(1, 2, 3) })),
    },
  ],
  'not-frozen': [
    { what: 'one picture for a second, with correct digests', judged: () => judgeShots(heldPicture) },
    { what: 'a face that stands still to the last 1/16 px', judged: () => judge({ alter: heldFace(2_000, 2_800) }) },
    {
      what: 'the same picture for too long',
      judged: () =>
        judgeTampered((c) => ({
          ...c,
          frameDigests: c.frameDigests.map((digest, n) => (n > 40 && n < 60 ? c.frameDigests[40]! : digest)),
        })),
    },
    {
      what: 'a still face between frames without a face',
      judged: () => {
        const held = heldFace(0, Infinity);
        return judge({ alter: (r) => (r.atMs % 100 === 0 ? faceless(r) : held(r)) });
      },
    },
    {
      what: 'a loop of eight pictures',
      judged: () =>
        judgeTampered((c) => ({ ...c, frameDigests: c.frameDigests.map((_, n) => c.frameDigests[n % 8]!) })),
    },
  ],
  'clock-agrees': [
    {
      what: 'frames that were prepared while the server’s clock ran on',
      judged: () =>
        judgeTampered((c) => ({
          ...c,
          windows: c.windows.map((w, n) => ({ ...w, disclosedAtMs: w.disclosedAtMs + n * 2_000 })),
        })),
    },
    {
      what: 'a little time gained at each disclosure',
      judged: () =>
        judgeTampered((c) => ({
          ...c,
          windows: c.windows.map((w, n) => ({ ...w, disclosedAtMs: w.disclosedAtMs - n * 1_000 })),
        })),
    },
    {
      what: 'evidence from before the last window was over',
      judged: () => judgeTampered((c) => ({ ...c, receivedAtMs: c.receivedAtMs - 2_000 })),
    },
    {
      what: 'a lead-in from before the challenge',
      judged: () => judgeTampered((c) => ({ ...c, issuedAtMs: c.issuedAtMs + 2_500 })),
    },
    {
      what: 'evidence long after its last frame',
      judged: () => judgeTampered((c) => ({ ...c, receivedAtMs: c.receivedAtMs + 4_000 })),
    },
  ],
  'rate-enough': [
    { what: 'eight frames a second', judged: () => judge({ rateHz: 8 }) },
    {
      what: 'enough frames, but a face in only every third',
      judged: () => judge({ alter: (r) => (r.atMs % 150 === 0 ? r : faceless(r)) }),
    },
  ],
};

/** The appraisal of a capture with changed shots. */
function judgeShots(change: (shots: readonly Shot[]) => readonly Shot[]): Judged {
  const capture = captureOf(change(synthetically()(asks)), { asks });
  return judgeCapture(capture, reveal(capture));
}

/** One picture stands still in the lead-in. */
const heldPicture = (shots: readonly Shot[]) =>
  shots.map((shot) => (shot.record.atMs > 200 && shot.record.atMs < 1_200 ? { ...shot, jpeg: shots[4]!.jpeg } : shot));

/** The first face from `fromMs` on is claimed again and again until `toMs`. */
function heldFace(fromMs: number, toMs: number): (record: TraceRecord) => TraceRecord {
  let held: TraceRecord | undefined;
  return (record) =>
    record.atMs >= fromMs && record.atMs < toMs ? { ...record, face: (held ??= record).face } : record;
}
