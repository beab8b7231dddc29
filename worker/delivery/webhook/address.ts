/**
 * Which addresses webhooks may have. Whoever can choose an address that the verifier calls must not reach with it what only the
 * verifier can reach. What a name resolves to is not known here: docs/limits.md says what follows.
 */

/** Names that no public server has (RFC 6761, 6762, 8375, 7686, 9476, ICANN), and those that networks use inside. */
const insideNames = [
  'localhost',
  'local',
  'internal',
  'arpa',
  'alt',
  'onion',
  'invalid',
  'intranet',
  'private',
  'corp',
  'home',
  'lan',
];

/** In the sandbox a webhook may go to a program on this machine. */
const thisMachine = ['localhost', '127.0.0.1', '[::1]'];

/** Whether a webhook may be sent there: a public name with https. The sandbox also allows this machine, at any port, without TLS too. */
export function isAllowedAddress(address: string, sandbox: boolean): boolean {
  const url = URL.parse(address);
  if (!url || url.username !== '' || url.password !== '') return false;
  if (sandbox && thisMachine.includes(url.hostname) && /^https?:$/.test(url.protocol)) return true;
  return url.protocol === 'https:' && isPublicPort(url.port) && isPublicName(url.hostname);
}

/** Of the ports below 1024, which belong to other services, only the one of HTTPS, which URL leaves out. */
const isPublicPort = (port: string): boolean => port === '' || Number(port) >= 1024;

/**
 * No IP address: certificates are for names, and a list of private ranges would have to be complete. URL writes an IPv4 address in
 * four decimal parts, however it was given, and an IPv6 address in brackets.
 */
function isPublicName(hostname: string): boolean {
  const labels = hostname.replace(/\.$/, '').split('.');
  if (labels.length < 2 || labels.includes('')) return false;
  const last = labels.at(-1)!;
  return !hostname.startsWith('[') && !/^\d+$/.test(last) && !insideNames.includes(last);
}
