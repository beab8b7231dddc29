import type { TemplateResult } from 'lit';
import type { Locale } from '#protocol/locale.ts';
import type { ConsentFiling } from '#protocol/session/consent.ts';
import type { Lit } from './lit.ts';
import { wordings, type FilingWording } from './wording.ts';

/** A fact's name and its values. */
type Fact = readonly [term: string, ...values: string[]];

/** Everything that the consent covers, and who gets it. */
export function consentFacts(lit: Lit, { person, authority, bureau, ...filing }: ConsentFiling, locale: Locale) {
  const words = wordings[locale];
  return list(lit, [
    [words.person, person.name],
    [words.document, person.documentNumber],
    ...filingFacts(filing, words),
    [words.authority, authority[locale]],
    [words.bureau, bureau],
  ]);
}

/** What is filed, for the signature. */
export const signedFacts = (lit: Lit, filing: ConsentFiling, locale: Locale): TemplateResult =>
  list(lit, filingFacts(filing, wordings[locale]));

function filingFacts(
  { organiser, services }: Pick<ConsentFiling, 'organiser' | 'services'>,
  words: FilingWording,
): Fact[] {
  return [
    [words.organiser[organiser.kind], organiser.name, organiser.documentNumber],
    ...services.map(({ kind, name, domains }): Fact => [words.services[kind], name, domains.join(' · ')]),
  ];
}

const list = ({ html, nothing }: Lit, facts: readonly Fact[]): TemplateResult => html`
  <dl class="filing">
    ${facts.map(
      ([term, first, detail]) =>
        html`<div>
          <dt>${term}</dt>
          <dd>${first}${detail ? html`<small>${detail}</small>` : nothing}</dd>
        </div>`,
    )}
  </dl>
`;
