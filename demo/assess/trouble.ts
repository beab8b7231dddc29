import type { Locale } from '#protocol/message.ts';
import { Refused } from './verifier.ts';
import { pageWords } from './words.ts';

/** What went wrong between this page and the verifier, in words. */
export function troubleText(error: unknown, locale: Locale): string {
  const words = pageWords[locale];
  if (!(error instanceof Refused)) throw error;
  return error.code === 'network' ? words.unreachable : words.refused(error.code, error.message);
}
