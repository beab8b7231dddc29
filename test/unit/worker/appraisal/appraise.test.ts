import type { Ask } from '#protocol/action/action.ts';
import { drawAsks, seededDraw } from '#protocol/policy/chance.ts';
import { schedule, type Slot } from '#protocol/policy/schedule.ts';
import { policy } from '#protocol/policy/registry.ts';
import { sha256 } from '#protocol/capture/commitment.ts';
import type { TraceRecord } from '#protocol/capture/trace.ts';
import { describe, expect, it } from 'vitest';
import type { CheckName } from '#protocol/capture/appraisal-record.ts';
import { sampleOf } from '#protocol/measure/sample.ts';
import { appraise } from '../../../../worker/appraisal/appraise.ts';
import type { Capture, SeenFrame } from '../../../../worker/capture/capture.ts';
import { drawFrames } from '../../../../worker/capture/drawn-frames.ts';
import type { FaceReading } from '../../../../worker/capture/face-reader.ts';
import {
  captureOf,
  synthetically,
  syntheticCapture,
  syntheticRecords,
  type SyntheticCapture,
  type SyntheticOptions,
} from '../../../../assess/synthetic/capture.ts';
import type { Pose } from '../../../../assess/synthetic/face.ts';
import { perform } from '../../../../assess/synthetic/performance.ts';
import { readTinyJpeg, tinyJpeg, type Shot } from '../../../../assess/synthetic/picture.ts';

const asks: readonly Ask[] = [
  { kind: 'blink', count: 3 },
  { kind: 'turn-head', direction: 'left' },
  { kind: 'open-mouth' },
];
const noBlink: readonly Ask[] = [
  { kind: 'turn-head', direction: 'left' },
  { kind: 'open-mouth' },
  { kind: 'turn-head', direction: 'right' },
];
const movements: readonly Ask[] = [
  { kind: 'blink', count: 2 },
  { kind: 'turn-head', direction: 'left' },
  { kind: 'turn-head', direction: 'right' },
  { kind: 'nod' },
  { kind: 'open-mouth' },
];
const starts = schedule(noBlink, policy).map(({ startMs }) => startMs);
const open = (capture: SyntheticCapture, choose = (frames: readonly number[]) => frames): SeenFrame[] =>
  choose(drawFrames(capture, policy, seededDraw('openings')).frames).map((index) => {
    const jpeg = capture.jpegs[index]!;
    return { index, jpeg, digest: sha256(jpeg), reading: readTinyJpeg(jpeg) };
  });

/** Names of the failed checks, and the verdict, of a capture that was altered in one way. */
function judge(
  options: Partial<SyntheticOptions> = {},
  tamper: (capture: SyntheticCapture) => Capture = (capture) => capture,
  tamperRevealed: (revealed: SeenFrame[]) => SeenFrame[] = (revealed) => revealed,
) {
  const capture = syntheticCapture({ asks, ...options });
  const appraisal = appraise(tamper(capture), tamperRevealed(open(capture)), policy);
  return { ...appraisal, failed: appraisal.checks.filter(({ passed }) => !passed).map((check) => check.name) };
}

/** A capture of other shots than the synthetic filer's own. */
function judgeShots(change: (shots: readonly Shot[]) => Shot[]) {
  const capture = captureOf(change(synthetically()(asks)), { asks });
  const appraisal = appraise(capture, open(capture), policy);
  return { ...appraisal, failed: appraisal.checks.filter(({ passed }) => !passed).map((check) => check.name) };
}
/** One picture stands still in the lead-in. */
const heldPicture = (shots: readonly Shot[]) =>
  shots.map((shot) => (shot.record.atMs > 200 && shot.record.atMs < 1_200 ? { ...shot, jpeg: shots[4]!.jpeg } : shot));

/** Pictures that show only a share of each action that the trace has. */
function judgePale(share: number) {
  const [mouth] = [[{ kind: 'open-mouth' } as const]];
  const acted = syntheticCapture({ asks: mouth, performance: (slots) => reaching(slots, 0.45) }).trace.records;
  const { durationMs, seed } = { durationMs: acted.at(-1)!.atMs, seed: 1 };
  const pale = syntheticRecords(reaching(schedule(mouth, policy), 0.45 * share), { durationMs, seed });
  const capture = captureOf(
    acted.map((record, n) => ({ record, jpeg: tinyJpeg(pale[n]!) })),
    { asks: mouth },
  );
  const appraisal = appraise(capture, open(capture), policy);
  return { ...appraisal, failed: appraisal.checks.filter(({ passed }) => !passed).map((check) => check.name) };
}
/** A lead-in whose records mostly claim a turned head; those that are opened, and all pictures, have it straight. */
function judgeTurnedRest() {
  const mouth = [{ kind: 'open-mouth' } as const];
  const honest = synthetically()(mouth);
  const turned = syntheticRecords((atMs) => ({ ...perform([], () => 0)(atMs), yawDegrees: 8 }), { durationMs: 1_500 });
  const isTurned = (n: number) => n < turned.length - 2 && n % 5 < 3;
  const capture = captureOf(
    honest.map(({ record, jpeg }, n) => ({ record: isTurned(n) ? turned[n]! : record, jpeg })),
    { asks: mouth },
  );
  const straight = [3, 9, 14];
  const revealed = open(capture, (frames) => [...straight, ...frames.filter((n) => n > turned.length)]);
  const appraisal = appraise(capture, revealed, policy);
  return { ...appraisal, failed: appraisal.checks.filter(({ passed }) => !passed).map((check) => check.name) };
}
const reaching = (slots: readonly Slot[], reach: number) => perform(slots, () => 500, { reach, pace: 1 });

describe('appraise', () => {
  it('finds thirty people who did what each random challenge asked bona fide', () => {
    for (let seed = 0; seed < 30; seed += 1) {
      const { verdict, failed, causes } = judge({ asks: drawAsks(seededDraw(`challenge ${seed}`), policy), seed });
      expect({ seed, verdict, failed, causes }).toEqual({ seed, verdict: 'bona-fide', failed: [], causes: [] });
    }
  });

  const after = (ms: number, change: (record: TraceRecord) => TraceRecord | undefined) => (record: TraceRecord) =>
    record.atMs >= ms ? change(record) : record;
  const shifted = (record: TraceRecord, byPx: number): TraceRecord => ({
    ...record,
    face: record.face!.map(({ x, y }) => ({ x: x + byPx, y })),
  });
  const resized =
    (by: number) =>
    (record: TraceRecord): TraceRecord => ({
      ...record,
      face: record.face!.map(({ x, y }) => ({ x: 320 + (x - 320) * by, y: 240 + (y - 240) * by })),
    });
  /** One opened picture shows something else than its record says. */
  const looked = (change: (reading: FaceReading) => FaceReading | undefined) => (revealed: SeenFrame[]) =>
    revealed.with(3, { ...revealed[3]!, reading: change(revealed[3]!.reading!) });
  const aside =
    (key: 'face' | 'found', px: number) =>
    (reading: FaceReading): FaceReading => ({
      ...reading,
      [key]: reading[key]!.map(({ x, y }) => ({ x: x + px, y })),
    });
  let still: TraceRecord | undefined;
  let heldFace: TraceRecord | undefined;
  const frozen = (record: TraceRecord): TraceRecord =>
    record.atMs >= 2_000 && record.atMs < 2_800 ? { ...record, face: (still ??= record).face } : record;
  const nods = [{ kind: 'nod' } as const];

  const refused: readonly [CheckName, string, ReturnType<typeof judge>][] = [
    [
      'windows-bound',
      'a window asked for with another trace’s hash',
      judge({}, (c) => ({ ...c, challenge: 'another' })),
    ],
    [
      'windows-bound',
      'windows out of order',
      judge({}, (c) => ({ ...c, windows: [c.windows[1]!, c.windows[0]!, c.windows[2]!] })),
    ],
    [
      'windows-bound',
      'a window that opened before the last had ended',
      judge({}, (c) => ({ ...c, windows: c.windows.map((w) => ({ ...w, windowMs: w.windowMs + 2_000 })) })),
    ],
    [
      'windows-bound',
      'a trace with a digest exchanged after the fact',
      judge({}, (c) => ({ ...c, frameDigests: c.frameDigests.with(3, sha256(Uint8Array.of(1))) })),
    ],
    ['frames-match', 'a frame not opened', judge({}, undefined, (o) => o.with(0, { ...o[0]!, jpeg: undefined }))],
    ['frames-match', 'another picture', judge({}, undefined, (o) => o.with(1, { ...o[2]!, index: o[1]!.index }))],
    ['frames-match', 'no frames at all', judge({}, undefined, () => [])],
    [
      'frames-match',
      'bytes that are no JPEG, truthfully committed to',
      judge({}, undefined, (o) => o.with(0, { ...o[0]!, jpeg: Uint8Array.of(1, 2, 3) })),
    ],
    [
      'pictures-agree',
      'a picture with no face in it',
      judge(
        {},
        undefined,
        looked((reading) => ({ ...reading, faces: 0, found: undefined, face: undefined, skin: undefined })),
      ),
    ],
    [
      'pictures-agree',
      'bytes that no decoder reads',
      judge(
        {},
        undefined,
        looked(() => undefined),
      ),
    ],
    ['pictures-agree', 'a face elsewhere in the picture', judge({}, undefined, looked(aside('found', 40)))],
    ['pictures-agree', 'points beside those of the mesh', judge({}, undefined, looked(aside('face', 16)))],
    [
      'pictures-agree',
      'skin of another colour',
      judge(
        {},
        undefined,
        looked((reading) => ({ ...reading, skin: [90, 140, 120] })),
      ),
    ],
    [
      'pictures-agree',
      'another room',
      judge(
        {},
        undefined,
        looked((reading) => ({ ...reading, background: [90, 95, 160] })),
      ),
    ],
    [
      'one-face',
      'a second face in a picture',
      judge(
        {},
        undefined,
        looked((reading) => ({ ...reading, faces: 2 })),
      ),
    ],
    ['not-frozen', 'one picture for a second, truthfully committed to', judgeShots(heldPicture)],
    ['not-frozen', 'a face that stands still to the last 1/16 px', judge({ alter: frozen })],
    [
      'not-frozen',
      'the same picture for too long',
      judge({}, (c) => ({
        ...c,
        frameDigests: c.frameDigests.map((d, n) => (n > 40 && n < 60 ? c.frameDigests[40]! : d)),
      })),
    ],
    [
      'clock-agrees',
      'a server clock that ran on while frames were prepared',
      judge({}, (c) => ({
        ...c,
        windows: c.windows.map((w, n) => ({ ...w, disclosedAtMs: w.disclosedAtMs + n * 2_000 })),
      })),
    ],
    [
      'not-frozen',
      'a still between frames without a face',
      judge({ alter: (r) => (r.atMs % 100 === 0 ? without(r) : { ...r, face: (heldFace ??= r).face }) }),
    ],
    [
      'not-frozen',
      'eight pictures in turns',
      judge({}, (c) => ({ ...c, frameDigests: c.frameDigests.map((_, n) => c.frameDigests[n % 8]!) })),
    ],
    [
      'clock-agrees',
      'a little time won at each disclosure',
      judge({}, (c) => ({
        ...c,
        windows: c.windows.map((w, n) => ({ ...w, disclosedAtMs: w.disclosedAtMs - n * 1_000 })),
      })),
    ],
    [
      'clock-agrees',
      'evidence from before the last window was over',
      judge({}, (c) => ({ ...c, receivedAtMs: c.receivedAtMs - 2_000 })),
    ],
    [
      'clock-agrees',
      'a lead-in from before the challenge',
      judge({}, (c) => ({ ...c, issuedAtMs: c.issuedAtMs + 2_500 })),
    ],
    [
      'clock-agrees',
      'evidence long after its last frame',
      judge({}, (c) => ({ ...c, receivedAtMs: c.receivedAtMs + 4_000 })),
    ],
    ['rate-enough', 'eight frames a second', judge({ rateHz: 8 })],
    [
      'rate-enough',
      'frames enough, but a face in every third only',
      judge({ alter: (r) => (r.atMs % 150 === 0 ? r : without(r)) }),
    ],
    [
      'face-present',
      'no face for half a second',
      judge({ alter: (r) => (r.atMs > 500 && r.atMs < 1_000 ? without(r) : r) }),
    ],
    ['face-present', 'no face before the first window', judge({ alter: (r) => (r.atMs < 1_600 ? without(r) : r) })],
    ['one-face', 'a second face in one frame', judge({ alter: (r) => (r.atMs === 3_000 ? { ...r, faces: 2 } : r) })],
    ['face-steady', 'a head that jumps aside', judge({ alter: after(6_000, (r) => shifted(r, 150)) })],
    ['face-steady', 'a head that is suddenly larger', judge({ alter: after(6_000, resized(1.5)) })],
    ['face-placed', 'a face too small', judge({ alter: resized(0.3), noisePx: 0.05 })],
    ['face-placed', 'a face too close', judge({ alter: resized(2.2) })],
    ['face-placed', 'a face beside the frame', judge({ alter: (r) => shifted(r, -500) })],
    [
      'neutral-plain',
      'a head held down all along',
      judge({ performance: (slots) => (atMs) => posed(perform(slots, () => 500)(atMs), { pitchDegrees: -35 }) }),
    ],
    [
      'neutral-plain',
      'eyes shut all along',
      judge({ asks: noBlink, performance: (slots) => (atMs) => posed(perform(slots, () => 500)(atMs), { blink: 1 }) }),
    ],
    ['neutral-seen', 'a rest that no opened picture shows', judgeTurnedRest()],
    ['light-enough', 'a face in the dark', judge({ alter: (r) => ({ ...r, skin: [30, 28, 25] }) })],
    ['light-enough', 'a face burnt out', judge({ alter: (r) => ({ ...r, skin: [255, 255, 250] }) })],
    [
      'portrait-found',
      'a head held sideways all along',
      judge({ performance: (slots) => (atMs) => ({ ...perform(slots, () => 500)(atMs), rollDegrees: 16 }) }),
    ],
    [
      'actions-done',
      'an action begun before its window, behind frames without a face',
      judge({
        asks: noBlink,
        performance: (slots) => perform(slots, () => -350),
        alter: (r) => (starts.some((ms) => r.atMs > ms && r.atMs <= ms + 200) ? without(r) : r),
      }),
    ],
    ['actions-done', 'nothing done', judge({ performance: () => perform([], () => 0) })],
    [
      'actions-done',
      'an action begun before its window',
      judge({ performance: (slots) => perform(slots, () => -200) }),
    ],
    ['actions-seen', 'peaks that the pictures show in part only', judgePale(0.7)],
    [
      'nothing-else-done',
      'a nod beside what was asked',
      judge({
        performance: (slots) => (atMs) => {
          const pose = perform(slots, () => 500)(atMs);
          const nod = perform([{ ask: nods[0]!, startMs: 3_400, endMs: 0 }], () => 200)(atMs);
          return { ...pose, pitchDegrees: pose.pitchDegrees + nod.pitchDegrees };
        },
      }),
    ],
  ];

  it.each(refused)('refuses by %s: %s', (name, _what, { failed, verdict, checks, causes }) => {
    expect(failed).toContain(name);
    const means = checks.filter(({ passed }) => !passed).map((check) => check.means);
    expect(verdict).toBe(means.includes('attack') ? 'attack' : 'undetermined');
    expect(causes.length).toBeGreaterThan(0);
    if (verdict === 'attack') expect(causes).toEqual(['evidence-unusable']);
  });

  it('has a refusing test for every check', () => {
    const checks = judge().checks.map(({ name }) => name);
    expect([...new Set(refused.map(([name]) => name))].toSorted()).toEqual(checks.toSorted());
  });

  const attacks = judge()
    .checks.filter(({ means }) => means === 'attack')
    .map(({ name }) => name);
  it.each(judge().checks.map(({ name }) => name))('has a trial that %s alone refuses', (check) => {
    const own = refused.filter(([name]) => name === check).map(([, , { failed }]) => failed);
    // Without windows there is nothing that most of the others could judge: it alone says that this is an attack.
    const isAlone = (failed: readonly CheckName[]) =>
      check === 'windows-bound' ? failed.filter((name) => attacks.includes(name)).length === 1 : failed.length === 1;
    expect(own.filter(isAlone)).not.toEqual([]);
  });

  it.each(movements)('refuses as an attack what only the trace shows: %j', (ask) => {
    const acted = syntheticCapture({ asks: [ask] }).trace.records;
    const durationMs = acted.at(-1)!.atMs;
    const neutralRecords = syntheticRecords(
      perform([], () => 0),
      { durationMs, seed: 2 },
    );
    const shots = acted.map((record, n) => ({ record, jpeg: tinyJpeg(neutralRecords[n]!) }));
    const capture = captureOf(shots, { asks: [ask] });
    const { verdict, checks } = appraise(capture, open(capture), policy);
    expect(verdict).toBe('attack');
    expect(checks.filter(({ passed }) => !passed).map(({ name }) => name)).toEqual(['pictures-agree', 'actions-seen']);
  });

  it.each([
    ['a series of blinks of which the pictures show one', 'face', 'every'],
    ['peaks that are only there where the trace claims them', 'found', 'found'],
  ] as const)('refuses by actions-seen: %s', (_what, by, bound) => {
    const blinks = syntheticCapture({ asks: [{ kind: 'blink', count: 3 }] });
    const revealed = open(blinks);
    const openness = ({ reading }: SeenFrame) => sampleOf({ atMs: 0, face: reading!.face }).eyeAspectRatio!;
    const shut = revealed
      .filter((frame) => openness(frame) < 0.15)
      .toSorted((one, other) => openness(one) - openness(other));
    const hidden = by === 'face' ? shut.slice(1) : shut;
    const neutral = revealed[0]!.reading!.face;
    const seen = revealed.map((frame) =>
      hidden.includes(frame) ? { ...frame, reading: { ...frame.reading!, [by]: neutral } } : frame,
    );
    const { measured, passed } = appraise(blinks, seen, policy).checks.find(({ name }) => name === 'actions-seen')!;
    expect(passed).toBe(false);
    const short = Object.entries(policy.pictures.minReach).filter(([name, least]) => measured[name]! < least);
    expect(short.map(([name]) => name)).toEqual([bound]);
  });

  it('tells a face that was away from frames that never came', () => {
    const away = (r: TraceRecord) => (r.atMs > 5_000 && r.atMs < 5_500 ? without(r) : r);
    expect(judge({ alter: away })).toMatchObject({ failed: ['face-present'], causes: ['face-missing'] });
    const late = (r: TraceRecord) => (r.atMs > 5_000 && r.atMs < 5_500 ? undefined : r);
    expect(judge({ alter: late })).toMatchObject({ failed: ['face-present'], causes: ['frames-too-few'] });
  });

  it('gives all causes at once', () => {
    const { causes } = judge({ rateHz: 8, alter: (r) => ({ ...r, faces: 2, skin: [20, 20, 20] }) });
    expect(causes).toEqual(expect.arrayContaining(['frames-too-few', 'faces-several', 'too-dark']));
  });
});

const posed = (pose: Pose, other: Partial<Pose>): Pose => ({
  ...pose,
  ...other,
  pitchDegrees: pose.pitchDegrees + (other.pitchDegrees ?? 0),
});

const without = (record: TraceRecord): TraceRecord => ({ ...record, faces: 0, skin: [0, 0, 0], face: undefined });
