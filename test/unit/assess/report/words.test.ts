import { expect, it } from 'vitest';
import { checkNames } from '#protocol/capture/appraisal-record.ts';
import { policy } from '#protocol/policy/registry.ts';
import { checkName } from '../../../../assess/report/appraisal-words.ts';
import { measuredText } from '../../../../assess/report/measures.ts';
import { appraise } from '../../../../worker/appraisal/appraise.ts';
import { syntheticCapture } from '../../../../assess/synthetic/capture.ts';
import { readTinyJpeg } from '../../../../assess/synthetic/picture.ts';

const capture = syntheticCapture({ asks: [{ kind: 'nod' }, { kind: 'blink', count: 2 }, { kind: 'open-mouth' }] });
const seen = [0, 40].map((index) => {
  const jpeg = capture.jpegs[index]!;
  return { index, jpeg, digest: capture.frameDigests[index], reading: readTinyJpeg(jpeg) };
});
const { checks } = appraise(capture, seen, policy);

it('every check has a name in both languages', () => {
  expect(checks.map(({ name }) => name).toSorted()).toEqual(checkNames.toSorted());
  for (const name of checkNames) {
    expect(checkName(name, 'en'), name).not.toBe(name);
    expect(checkName(name, 'zh-CN'), name).toMatch(/\p{Script=Han}/u);
  }
});

it.each(checks)('every measure of $name has words', ({ name, measured }) => {
  for (const measure of Object.keys(measured)) {
    expect(measuredText(name, { [measure]: 1 }, 'zh-CN'), measure).toMatch(/^\p{Script=Han}/u);
  }
});

it('leaves out what could not be measured', () => {
  expect(measuredText('clock-agrees', { leadMs: null, driftMs: 12.4 }, 'en')).toBe('drift 12 ms');
  expect(measuredText('pictures-agree', { openness: Infinity }, 'en')).toBe('');
  expect(measuredText('neutral-plain', { yawDegrees: -0.04, mouthAperture: -0.001 }, 'en')).toBe(
    'turned 0.0° · mouth open 0.00',
  );
});

it.each(['constructor', '__proto__', 'toString'])(
  'treats %s as an unknown name, not as a property of every object',
  (name) => {
    expect(checkName(name, 'en')).toBe(name);
    expect(measuredText(name, { name: 1 }, 'en')).toBe('name 1.00');
    expect(measuredText('neutral-seen', JSON.parse(`{"${name}":1}`), 'en')).toBe(`${name} 1.00`);
  },
);
