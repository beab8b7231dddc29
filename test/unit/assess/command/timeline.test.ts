import { policy } from '#protocol/policy/registry.ts';
import { expect, it } from 'vitest';
import { timeline } from '../../../../assess/command/timeline.ts';

it('prints every window of a seeded challenge, and the same lines for the same seed', () => {
  const lines = timeline('film me', policy);
  expect(lines).toEqual(timeline('film me', policy));
  expect(lines.filter((line) => line.includes('window'))).toHaveLength(policy.challenge.windows);
  expect(lines.join()).toContain(`${policy.challenge.leadInMs} – `);
  expect(timeline('another', policy)).not.toEqual(lines);
});
