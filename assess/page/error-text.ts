/** Errors and failure codes in words, for the assessor. */
import type { Locale } from '#protocol/locale.ts';
import { ownValue } from '#protocol/own.ts';
import type { FailureCode } from '../../widget/page/failure.ts';
import { wordings as spoken } from '../../widget/locale/choose.ts';
import { adviceOn } from '../../widget/locale/wording.ts';
import { VerifierError } from './verifier.ts';
import { pageWords } from './page-words.ts';

/** Why the verifier could not be used, in words. @throws the error itself if it is not a `VerifierError` */
export function errorText(error: unknown, locale: Locale): string {
  const words = pageWords[locale];
  if (!(error instanceof VerifierError)) throw error;
  const { code, message, detail } = error;
  if (code === 'network') return words.unreachable;
  return words.refused(ownValue(words.refusals, code) ?? message, code, detail);
}

/**
 * Why a trial has no appraisal, in words.
 *
 * @param code an `UnfinishedCode` of this page, or a failure code of the widget
 */
export const unfinishedText = (code: string, locale: Locale): string =>
  ownValue(pageWords[locale].unfinished, code) ?? adviceOn(spoken[locale], code as FailureCode).title;
