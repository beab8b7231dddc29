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

it('picturesOf gives base64 with padding, and leaves out frames that were not revealed', () => {
  const revealed = [
    { index: 3, jpeg: '-_8' },
    { index: 4, jpeg: null },
  ];
  expect(picturesOf({ revealed } as never)).toEqual([{ index: 3, jpeg: '+/8=' }]);
});
