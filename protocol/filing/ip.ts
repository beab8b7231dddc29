/** IP addresses as numbers. */

export interface IpAddress {
  readonly family: 4 | 6;
  readonly value: bigint;
}

/** Reads an IPv4 address with four decimal parts, or an IPv6 address. @returns undefined for anything else */
export const readIp = (text: string): IpAddress | undefined => (text.includes(':') ? readIpv6(text) : readIpv4(text));

function readIpv4(text: string): IpAddress | undefined {
  const parts = text.split('.');
  // A leading zero means octal to some readers.
  const isAddress = parts.length === 4 && parts.every((part) => /^(0|[1-9]\d{0,2})$/.test(part) && Number(part) <= 255);
  return isAddress ? { family: 4, value: parts.reduce((sum, part) => sum * 256n + BigInt(part), 0n) } : undefined;
}

/** Groups between colons; none where the text is empty. */
const groupsOf = (text: string): string[] => (text === '' ? [] : text.split(':'));

/** @see RFC 4291 §2.2 */
function readIpv6(text: string): IpAddress | undefined {
  const hexadecimal = withoutDecimals(text);
  const [head, tail, ...more] = hexadecimal?.split('::') ?? [];
  if (head === undefined || more.length > 0) return undefined;
  const before = groupsOf(head);
  const after = groupsOf(tail ?? '');
  const omitted = tail === undefined ? 0 : 8 - before.length - after.length;
  if (tail !== undefined && omitted < 1) return undefined;
  const groups = [...before, ...Array.from({ length: omitted }, () => '0'), ...after];
  const isAddress = groups.length === 8 && groups.every((group) => /^[\da-f]{1,4}$/i.test(group));
  return isAddress
    ? { family: 6, value: groups.reduce((sum, group) => (sum << 16n) + BigInt(`0x${group}`), 0n) }
    : undefined;
}

/** Writes the IPv4 address that an IPv6 address may end in as two groups. */
function withoutDecimals(text: string): string | undefined {
  const decimals = /(?<=:)[\d.]+\.[\d.]+$/.exec(text);
  if (!decimals) return text;
  const address = readIpv4(decimals[0]);
  if (!address) return undefined;
  const [high, low] = [address.value >> 16n, address.value & 0xffffn].map((group) => group.toString(16));
  return `${text.slice(0, decimals.index)}${high}:${low}`;
}

/** Addresses that the Internet does not route. IANA special-purpose registries; RFC 6890 and its updates. */
const notPublicIpv4 = [
  '0.0.0.0/8',
  '10.0.0.0/8',
  '100.64.0.0/10',
  '127.0.0.0/8',
  '169.254.0.0/16',
  '172.16.0.0/12',
  '192.0.0.0/24',
  '192.0.2.0/24',
  '192.168.0.0/16',
  '198.18.0.0/15',
  '198.51.100.0/24',
  '203.0.113.0/24',
  '224.0.0.0/3',
].map((block) => {
  const [address, bits] = block.split('/');
  const from = readIpv4(address!)!.value;
  return { from, to: from + (1n << (32n - BigInt(bits!))) - 1n };
});

/** Of IPv6, only 2000::/3 is given out, and of that 2001:db8::/32 is for documentation. */
const publicIpv6 = { from: 0x2000n << 112n, to: (0x4000n << 112n) - 1n };
const documentationIpv6 = { from: 0x20010db8n << 96n, to: (0x20010db9n << 96n) - 1n };

export interface IpRange {
  readonly family: 4 | 6;
  readonly from: bigint;
  readonly to: bigint;
}

type Bounds = Pick<IpRange, 'from' | 'to'>;
const meet = (a: Bounds, b: Bounds): boolean => a.from <= b.to && b.from <= a.to;

export const rangesOverlap = (a: IpRange, b: IpRange): boolean => a.family === b.family && meet(a, b);

/** Whether every address of the range is one that the Internet routes. */
export const isPublicRange = (range: IpRange): boolean =>
  range.family === 4
    ? !notPublicIpv4.some((block) => meet(range, block))
    : range.from >= publicIpv6.from && range.to <= publicIpv6.to && !meet(range, documentationIpv6);
