import { describe, expect, it } from 'vitest';
import { neutralPose } from '../../../../assess/actor/pose.ts';
import { hasPuppet, puppetScript, puppetSource } from '../../../../assess/actor/puppet.ts';
import { segment } from '../../../../assess/actor/segment.ts';

describe('puppetScript', () => {
  it('gives every pose to the puppet unchanged', () => {
    const poses = segment('turn-left', 1);
    expect(puppetScript(poses, 1, 'none')).toMatchObject({
      fps: 30,
      idle: false,
      tracks: { yaw: { keys: poses.map(({ yawDegrees }, frame) => [frame / 30, yawDegrees]), ease: 'linear' } },
    });
  });

  it.each([
    ['print-flat', { attack: { kind: 'print' }, tracks: { sheetX: { keys: [[0, 0]] } } }],
    ['print-moved', { attack: { kind: 'print' }, tracks: { sheetYaw: { keys: [[0, 0]] } } }],
    ['print-bent', { attack: { kind: 'print' }, tracks: { sheetBend: { keys: [[0, 0.1]] } } }],
    ['cutout', { attack: { kind: 'cutout', behind: 1 } }],
    ['screen', { attack: { kind: 'screen', inner: { tracks: { yaw: { keys: [[0, 0]] } } } } }],
  ] as const)('plays the attack %s', (attack, expected) => {
    expect(puppetScript([neutralPose], 1, attack)).toMatchObject(expected);
  });
});

describe.skipIf(!hasPuppet)('puppetSource (needs ../shared/media)', () => {
  it('renders as many frames as the segment has poses', async () => {
    expect(await puppetSource('intel_male_1').frames('blink', 1)).toHaveLength(segment('blink', 1).length);
  });
});
