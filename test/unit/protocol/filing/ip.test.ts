import { isIPv4, isIPv6 } from 'node:net';
import { isPublicRange, rangesOverlap, readIp } from '#protocol/filing/ip.ts';
import { describe, expect, it } from 'vitest';
import { createRandom } from '../../../../assess/synthetic/random.ts';

describe('readIp', () => {
  it.each([
    ['0.0.0.0', 4, 0n],
    ['47.0.0.1', 4, 0x2f000001n],
    ['255.255.255.255', 4, 0xffffffffn],
    ['::', 6, 0n],
    ['::1', 6, 1n],
    ['2400:3200::1', 6, 0x24003200_0000_0000_0000_0000_0000_0001n],
    ['1:2:3:4:5:6:7:8', 6, 0x0001_0002_0003_0004_0005_0006_0007_0008n],
    ['1:2:3:4:5:6:7::', 6, 0x0001_0002_0003_0004_0005_0006_0007_0000n],
    ['::ffff:47.0.0.1', 6, 0xffff_2f00_0001n],
    ['1:2:3:4:5:6:47.0.0.1', 6, 0x0001_0002_0003_0004_0005_0006_2f00_0001n],
  ])('%s', (text, family, value) => expect(readIp(text)).toEqual({ family, value }));

  it('takes what the runtime takes, and nothing else', () => {
    const random = createRandom(6);
    const parts = ['0', '1', '10', '255', '256', 'ffff', '10000', '::', ':', '.', '47.0.0.1', 'g', '', '01'];
    for (let n = 0; n < 50_000; n += 1) {
      const text = Array.from(
        { length: 1 + Math.floor(random() * 10) },
        () => parts[Math.floor(random() * parts.length)],
      );
      const joined = text.join(random() < 0.5 ? ':' : random() < 0.5 ? '.' : '');
      const expected = isIPv4(joined) ? 4 : isIPv6(joined) ? 6 : undefined;
      if (readIp(joined)?.family !== expected) expect.fail(joined);
    }
  });
});

const range = (from: string, to = from) => {
  const [first, last] = [readIp(from)!, readIp(to)!];
  return { family: first.family, from: first.value, to: last.value };
};

it.each([
  ['47.0.0.1', '47.0.0.9', true],
  ['9.255.255.255', '10.0.0.0', false],
  ['10.0.0.0', '10.0.0.0', false],
  ['0.0.0.1', '223.255.255.255', false],
  ['127.0.0.1', '127.0.0.1', false],
  ['172.15.255.255', '172.15.255.255', true],
  ['172.31.255.255', '172.32.0.0', false],
  ['192.168.1.1', '192.168.1.1', false],
  ['223.255.255.255', '223.255.255.255', true],
  ['224.0.0.1', '224.0.0.1', false],
  ['2400:3200::1', '2400:3200::ff', true],
  ['2001:db8::1', '2001:db8::1', false],
  ['fe80::1', 'fe80::1', false],
  ['fc00::1', 'fc00::1', false],
  ['::1', '::1', false],
])('%s to %s is public: %s', (from, to, isPublic) => expect(isPublicRange(range(from, to))).toBe(isPublic));

it('ranges of two families do not overlap', () => {
  expect(rangesOverlap(range('47.0.0.1', '47.0.0.9'), range('47.0.0.9', '47.0.0.12'))).toBe(true);
  expect(rangesOverlap(range('47.0.0.1', '47.0.0.9'), range('47.0.0.10'))).toBe(false);
  expect(rangesOverlap(range('0.0.0.1'), range('::1'))).toBe(false);
});
