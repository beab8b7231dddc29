/** The case that a person consents for. */
import type { Shown } from '#protocol/filing/digest.ts';
import type { Locale } from '#protocol/locale.ts';
import type { ConsentFiling } from '#protocol/session/consent.ts';

/** What a session of a case is bound to, as it was when the session was created. */
export interface Binding {
  readonly case: string;
  /** Id of the subject whom the session verifies. */
  readonly subject: string;
  readonly subjectDigest: string;
  /** What the person is shown, and what `subjectDigest` covers. */
  readonly shown: Shown;
  /** The authority database that will compare the person, and the bureau that will get the filing. */
  readonly authority: Readonly<Record<Locale, string>>;
  readonly bureau: string;
  /** The person, by an HMAC of their document: failed attempts are counted for it across sessions. */
  readonly person: string;
}

/** What the person reads of it. */
export const filingOf = ({ shown, subjectDigest, authority, bureau }: Binding): ConsentFiling => ({
  subjectDigest,
  person: { name: shown.person.name, documentNumber: masked(shown.person.document.number) },
  organiser: {
    kind: shown.organiser.kind,
    name: shown.organiser.name,
    documentNumber: masked(shown.organiser.document.number),
  },
  services: shown.services,
  authority,
  bureau,
});

/**
 * A document's number, so far that its owner recognises it: the first and last characters. Convention: a third of it, as on
 * forms of banks. The date of birth in a resident identity number stays hidden.
 */
export function masked(number: string): string {
  const shown = Math.floor(number.length / 6);
  const hidden = Math.max(0, number.length - 2 * shown);
  return number.slice(0, shown) + '*'.repeat(hidden) + number.slice(number.length - shown);
}
