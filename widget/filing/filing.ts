/**
 * The steps of a session that belongs to a case: what the person consents for, and the signature. They are a script of their
 * own, `filing.mjs`, which other sessions do not load.
 */
import type { CSSResult, TemplateResult } from 'lit';
import type { Locale } from '#protocol/locale.ts';
import type { ConsentFiling } from '#protocol/session/consent.ts';
import { consentFacts } from './facts.ts';
import type { Lit } from './lit.ts';
import { Pad } from './pad.ts';
import { signRecord } from './sign.ts';
import { signatureStep, type SignatureStep } from './signature-step.ts';
import { filingStyles } from './styles.ts';

export interface FilingSteps {
  readonly styles: CSSResult;
  readonly consentFacts: (filing: ConsentFiling, locale: Locale) => TemplateResult;
  readonly signatureStep: (step: SignatureStep) => TemplateResult;
  readonly newPad: (name: string, onChange: () => void) => Pad;
  readonly signRecord: typeof signRecord;
}

/** @param lit of the element */
export const filingSteps = (lit: Lit): FilingSteps => ({
  styles: filingStyles(lit),
  consentFacts: (filing, locale) => consentFacts(lit, filing, locale),
  signatureStep: (step) => signatureStep(lit, step),
  newPad: (name, onChange) => new Pad(name, onChange),
  signRecord,
});
