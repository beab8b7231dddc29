import { describe, expect, it } from 'vitest';
import { isAllowedAddress } from '../../../../worker/delivery/webhook/address.ts';

const allowed = [
  'https://provider.example/hooks?from=beihe',
  'https://provider.example:443/',
  'https://provider.example:8443/',
  'https://provider.example./',
  'https://例子.中国/hook',
  'https://xn--fsqu00a.xn--fiqs8s/',
  'https://10.example/',
  'HTTPS://PROVIDER.EXAMPLE/',
];

const forbidden = [
  'http://provider.example/',
  'ftp://provider.example/',
  'javascript:alert(1)',
  'file:///etc/passwd',
  'provider.example',
  '',
  'https://',
  'https://user@provider.example/',
  'https://user:password@provider.example/',
  'https://:password@provider.example/',
  'https://provider.example:22/',
  'https://provider.example:80/',
  // This machine and names inside a network.
  'https://localhost/',
  'https://LOCALHOST./',
  'https://api.localhost/',
  'https://provider/',
  'https://provider./',
  'https://printer.local/',
  'https://metadata.google.internal/',
  'https://1.0.0.127.in-addr.arpa/',
  'https://a.home.arpa/',
  'https://nas.lan/',
  'https://a..example/',
  // IPv4 in every notation, private and public.
  'https://127.0.0.1/',
  'https://127.1/',
  'https://0x7f.1/',
  'https://0177.0.0.1/',
  'https://2130706433/',
  'https://0x7f000001/',
  'https://0/',
  'https://10.0.0.1/',
  'https://172.16.0.1/',
  'https://192.168.1.1/',
  'https://169.254.169.254/latest/meta-data/',
  'https://100.64.0.1/',
  'https://224.0.0.1/',
  'https://255.255.255.255/',
  'https://8.8.8.8/',
  'https://127.0.0.1./',
  'https://１２７.0.0.1/',
  'https://127。0。0。1/',
  'https://%31%32%37.0.0.1/',
  // IPv6.
  'https://[::1]/',
  'https://[::]/',
  'https://[::ffff:127.0.0.1]/',
  'https://[::ffff:7f00:1]/',
  'https://[fe80::1]/',
  'https://[fd00::1]/',
  'https://[ff02::1]/',
  'https://[64:ff9b::7f00:1]/',
  'https://[2001:db8::1]/',
];

const thisMachine = [
  'http://localhost:8800/',
  'https://localhost/',
  'http://127.0.0.1:1/',
  'http://127.1:99/',
  'http://[::1]:8800/hook',
];

describe('the address of a webhook', () => {
  it.each(allowed)('may be %s', (address) => {
    expect([isAllowedAddress(address, false), isAllowedAddress(address, true)]).toEqual([true, true]);
  });

  it.each(forbidden)('may not be %j', (address) => {
    expect(isAllowedAddress(address, false)).toBe(false);
  });

  it.each(thisMachine)('may be %s in the sandbox alone', (address) => {
    expect([isAllowedAddress(address, false), isAllowedAddress(address, true)]).toEqual([false, true]);
  });

  it.each([
    'http://192.168.1.1/',
    'https://10.0.0.1/',
    'http://user@localhost/',
    'ftp://localhost/',
    'http://0.0.0.0/',
  ])('may not be %s in the sandbox either', (address) => {
    expect(isAllowedAddress(address, true)).toBe(false);
  });
});
