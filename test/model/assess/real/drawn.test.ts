/** `npm run assess -- --real` on a clip of a drawn face, whose labels are known from its script. */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { drawnSource } from '../../../../assess/actor/drawn/source.ts';
import { frameRateHz, segment, type SegmentName } from '../../../../assess/actor/segment.ts';
import { renderClip, type ScriptEntry } from '../../../../assess/actor/script.ts';
import { away } from '../../../../assess/actor/warp.ts';
import { judgeReal, type RealReport } from '../../../../assess/command/real.ts';
import { ensureFfmpeg } from '../../../../tool/browser.ts';

const folder = mkdtempSync(join(tmpdir(), 'beihe-'));
afterAll(() => rmSync(folder, { recursive: true }));

const script: readonly ScriptEntry[] = (
  [
    [2_500, 'blink'],
    [4_000, 'turn-left'],
    [6_500, 'open-mouth'],
    [9_000, 'nod'],
    [11_500, 'turn-right'],
    [13_500, 'blink'],
  ] as const
).map(([atMs, name]) => ({ atMs, segment: name, seed: 1 }));

const letters: Partial<Record<SegmentName, string>> = {
  'turn-left': 'L',
  'turn-right': 'R',
  nod: 'N',
  'open-mouth': 'M',
};

/** When an entry is furthest from neutral, in seconds. */
function peakS({ atMs, segment: name, seed = 1 }: ScriptEntry): number {
  const distances = segment(name, seed).map(away);
  return atMs / 1000 + distances.indexOf(Math.max(...distances)) / frameRateHz;
}

let report: RealReport;
const printed: string[] = [];

beforeAll(async () => {
  const film = await renderClip(drawnSource('mei'), { leadInMs: 0, script, durationMs: 15_000 });
  writeFileSync(join(folder, 'mei.mjpeg'), film);
  ensureFfmpeg();
  // As a recorder would write it: another codec, and a smaller frame.
  const recode = ['-framerate', `${frameRateHz}`, '-i', 'mei.mjpeg', '-vf', 'scale=480:360', '-q:v', '3', 'mei.mp4'];
  execFileSync('ffmpeg', ['-v', 'error', ...recode], { cwd: folder });
  writeFileSync(join(folder, 'torn.mp4'), 'not a video');
  const labels = {
    rest: [0, 2],
    blinks: script.filter((entry) => entry.segment === 'blink').map(peakS),
    actions: script.flatMap((entry) => {
      const letter = letters[entry.segment];
      return letter === undefined ? [] : [[letter, peakS(entry)]];
    }),
  };
  const clips = { 'mei.mp4': labels, 'torn.mp4': {}, 'late.mp4': { blinks: [100] } };
  writeFileSync(join(folder, 'labels.json'), JSON.stringify({ clips }));
  execFileSync('ffmpeg', ['-v', 'error', '-i', 'mei.mp4', '-t', '0.2', 'late.mp4'], { cwd: folder });
  report = await judgeReal(folder, '', (line) => printed.push(line));
});

it('the product sees every labelled blink and action of a drawn face, and nothing else', () => {
  const { judgement } = report.clips[0]!;
  expect(judgement).toMatchObject({ isPlain: true, blinks: { missed: [], falselySeen: [] } });
  expect(judgement.framesFound).toBe(judgement.frames);
  expect(judgement.actions.map(({ letter, done, foreign }) => [letter, done, foreign])).toEqual([
    ['L', true, []],
    ['M', true, []],
    ['N', true, []],
    ['R', true, []],
  ]);
  expect(judgement.foreign.flatMap(({ foreign }) => foreign)).toEqual([]);
});

it('a clip that cannot be decoded, or is shorter than its labels, is named, and the others are judged', () => {
  expect(report.clips.map(({ name }) => name)).toEqual(['mei.mp4']);
  expect(report.faults.map(({ code, place }) => [code, place])).toEqual([
    ['clip-unreadable', 'torn.mp4'],
    ['label-time-outside', 'late.mp4 blinks 0'],
  ]);
  expect(printed.join('\n')).toContain('clip-unreadable: torn.mp4');
});
