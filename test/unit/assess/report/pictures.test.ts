import { describe, expect, it } from 'vitest';
import { picturesOf, withPictures } from '../../../../assess/report/pictures.ts';
import type { Trial } from '../../../../assess/count/trial.ts';

const trial = (outcome: Trial['outcome'], isBeyond = false): Trial => ({
  label: 'attack',
  species: 'print',
  player: 'somebody',
  seed: '1',
  way: 'live',
  outcome,
  causes: [],
  failed: [],
  windows: [],
  isBeyond,
});
const pictures = [{ index: 1, jpeg: 'AAAA' }];

describe('withPictures', () => {
  it('reads the pictures of failed trials only', async () => {
    expect(await withPictures(trial('bona-fide'), async () => pictures)).toEqual({ ...trial('bona-fide'), pictures });
    const unread = () => Promise.reject(new Error('must not be read'));
    expect(await withPictures(trial('attack'), unread)).toEqual(trial('attack'));
    expect(await withPictures(trial('bona-fide', true), unread)).toEqual(trial('bona-fide', true));
  });

  it('returns a failed trial without pictures if they cannot be read', async () => {
    expect(await withPictures(trial('bona-fide'), () => Promise.reject(new Error('gone')))).toEqual(trial('bona-fide'));
  });
});

it('picturesOf gives what the verifier read, and leaves out frames that were not revealed or not read', async () => {
  const revealed = [
    { index: 3, jpeg: '-_8' },
    { index: 4, jpeg: null },
    { index: 5, jpeg: 'AAAA' },
  ];
  const read: Uint8Array[] = [];
  const reencode = async (jpeg: Uint8Array) => {
    read.push(jpeg);
    return jpeg.length === 2 ? Uint8Array.of(250, 255, 1, 2) : undefined;
  };
  expect(await picturesOf({ revealed } as never, reencode)).toEqual([{ index: 3, jpeg: '+v8BAg==' }]);
  expect(read).toEqual([Uint8Array.of(251, 255), Uint8Array.of(0, 0, 0)]);
});
