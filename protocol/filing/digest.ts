/**
 * The digests that consent, comparison, review and form are bound to.
 *
 *     digest = base64url(SHA-256(UTF-8(JCS({digest: kind, salt, …}))))
 *
 * The salt is the case's own, so that a digest cannot be found by trying records. JCS is RFC 8785.
 */
import { sha256 } from '@noble/hashes/sha2.js';
import { utf8ToBytes } from '@noble/hashes/utils.js';
import canonicalize from 'canonicalize';
import { base64url } from 'jose';
import type { FilingRecord, Person } from './record.ts';

/** Bytes of a salt, which travels as base64url: 128 bits. */
export const saltBytes = 16;

/**
 * Digest of the whole record.
 *
 * @param salt the case's salt as base64url
 */
export const recordDigest = (record: FilingRecord, salt: string): string =>
  jsonDigest({ digest: 'record', salt, record });

/** Who asks, and which person of the record is verified. */
export interface SubjectOf {
  readonly provider: string;
  readonly person: Person;
}

/**
 * Digest of all that one person is shown: the provider, the person, the organiser, and the services' names and domains.
 * A correction elsewhere in the record leaves it as it is.
 *
 * @param salt the case's salt as base64url
 */
export const subjectDigest = (record: FilingRecord, salt: string, subject: SubjectOf): string =>
  jsonDigest({ digest: 'subject', salt, shown: shownTo(record, subject) });

export type Shown = ReturnType<typeof shownTo>;

/** What a person is shown before consenting. */
export function shownTo({ organiser, services }: FilingRecord, { provider, person }: SubjectOf) {
  const { typeId, number } = organiser.document;
  return {
    provider,
    person: {
      name: person.name,
      document: { typeId: person.document.typeId, number: person.document.number },
    },
    organiser: { kind: organiser.kind, name: organiser.name, document: { typeId, number } },
    services: services.map(({ kind, name, domains }) => ({
      kind,
      name,
      domains: domains.map((domain) => (typeof domain === 'string' ? domain : domain.name)),
    })),
  };
}

/**
 * SHA-256 over canonical JSON (RFC 8785), base64url.
 *
 * @throws RangeError for a value that JSON cannot carry, which a checked record has none of
 */
export function jsonDigest(value: object): string {
  const text = canonicalize(value);
  if (text === undefined) throw new RangeError('not JSON');
  return base64url.encode(sha256(utf8ToBytes(text)));
}
