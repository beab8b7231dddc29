import { describe, expect, it } from 'vitest';
import type { SeenFrame } from '../../../../../worker/capture/capture.ts';
import { framesMatch } from '../../../../../worker/appraisal/check/frames-match.ts';
import { honest } from '../context.ts';

const [first, second, ...others] = honest.revealed;
const judge = (...revealed: SeenFrame[]) => framesMatch.judge({ ...honest, revealed });

describe('frames-match', () => {
  it('counts what is missing, or is not what was promised, as an attack', () => {
    const another = { ...first!, jpeg: second!.jpeg, digest: second!.digest };
    for (const frame of [another, { ...first!, jpeg: undefined, digest: undefined }])
      expect(judge(frame, second!)).toMatchObject({ means: 'attack', measured: { revealed: 2, unmatched: 1 } });
    expect(judge()).toMatchObject({ means: 'attack', measured: { revealed: 0 } });
    expect(judge(first!, second!, ...others).means).toBe('bona-fide');
  });

  it('does not call promised bytes an attack that are no JPEG as canvases write it', () => {
    const unusual = { ...first!, jpeg: Uint8Array.of(1, 2, 3) };
    const measured = { revealed: 2, unmatched: 0, unreadable: 1 };
    expect(judge(unusual, second!)).toMatchObject({ means: 'undetermined', measured });
  });
});
