/** Domain names, as Unicode and as punycode, and the domain under which they are registered. */
import { toASCII, toUnicode } from 'punycode/punycode.es6.js';
import { parse } from 'tldts';

export interface DomainName {
  /** Every label in the letters of DNS: xn--fsqu00a.xn--fiqs8s. */
  readonly ascii: string;
  /** As people read it: 例子.中国. */
  readonly unicode: string;
  /** The registered domain, as `ascii`; undefined where the name is itself an ending such as com.cn. */
  readonly registrable: string | undefined;
  /** Whether the ending is in the Public Suffix List, private entries aside: those are sites, not registries. */
  readonly hasKnownSuffix: boolean;
}

/** Longest domain name, as `ascii`. RFC 1035 §2.3.4. */
const maxLength = 253;

const asciiLabel = /^(?!-)[a-z0-9-]{1,63}(?<!-)$/;
const unicodeLabel = /^[\p{L}\p{M}\p{N}\u00B7\u30FB-]+$/u;

/**
 * Reads a domain name in small letters.
 *
 * @returns undefined where it is none: no dot, an empty or overlong label, other characters, punycode that does not
 *   decode or decodes to something that encodes otherwise
 */
export function readDomain(text: string): DomainName | undefined {
  // Punycode takes quadratic time.
  if (text.length > maxLength) return undefined;
  try {
    const unicode = toUnicode(text);
    const ascii = toASCII(unicode);
    const isDomain =
      unicode === unicode.normalize('NFKC').toLowerCase() &&
      (text === unicode || text === ascii) &&
      ascii.length <= maxLength &&
      ascii.includes('.') &&
      ascii.split('.').every((label) => asciiLabel.test(label)) &&
      unicode.split('.').every((label) => unicodeLabel.test(label));
    if (!isDomain) return undefined;
    const { domain, isIcann, isIp } = parse(ascii, { allowPrivateDomains: false });
    return isIp ? undefined : { ascii, unicode, registrable: domain ?? undefined, hasKnownSuffix: isIcann === true };
  } catch {
    // punycode throws RangeError for what it cannot read.
    return undefined;
  }
}

/** Whether a host is the domain or lies under it. Both as `ascii`. */
export const isUnder = (host: string, domain: string): boolean => host === domain || host.endsWith(`.${domain}`);

/** The host of a home page: an http or https address, or the same without its scheme. */
export function hostOf(url: string): DomainName | undefined {
  const match = /^(?:https?:\/\/)?([^/?#:@\s\\]+)(?::\d{1,5})?(?:[/?#]\S*)?$/iu.exec(url);
  return match ? readDomain(match[1]!.toLowerCase()) : undefined;
}
