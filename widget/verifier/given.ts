/** The two values that a page gives the element: the session's token and the verifier's address. */
import { Failure } from '../page/failure.ts';

/** What templates and copying put around a value: white space, invisible marks of text files, quotation marks. */
const around = /^[\s"'“”\uFEFF\u200B]+|[\s"'“”\uFEFF\u200B]+$/g;

/** The value without what cannot be part of a token or an address. */
export const bare = (given: string | null | undefined): string => (given ?? '').replace(around, '');

const localHosts = ['localhost', '127.0.0.1', '[::1]'];

/**
 * The origin that a page gave as the verifier's address.
 *
 * @throws Failure verifier-invalid if it is no http(s) origin, has more than an origin, or is an http address that an https page
 *   may not call
 */
export function originOf(given: string): string {
  const url = parsed(bare(given));
  const { protocol, hostname, username, password, pathname, search, hash, origin } = url;
  const isPlain = !username && !password && pathname === '/' && !search && !hash;
  const isMixed = protocol === 'http:' && location.protocol === 'https:' && !localHosts.includes(hostname);
  if (!/^https?:$/.test(protocol)) throw invalid('it is not http or https');
  if (!isPlain) throw invalid('it has more than an origin');
  if (isMixed) throw invalid('an https page may not call it');
  return origin;
}

function parsed(given: string): URL {
  try {
    return new URL(given);
  } catch {
    throw invalid('it is not a URL');
  }
}

/** @param why for the author of the page, in the console */
const invalid = (why: string) => new Failure('verifier-invalid', { cause: why });
