/** Keys of a case's blobs (docs/storage.md). One prefix selects all of them; each is encrypted under the case's key. */

/** The prefix of all blobs of a case. */
export const casePrefix = (id: string): string => `cases/${id}/`;

/** The case that a blob belongs to; undefined for a blob of a session. */
export const caseOf = (blobKey: string): string | undefined => /^cases\/([^/]+)\//.exec(blobKey)?.[1];

/** A record as JSON text. A record that was changed has another digest, and another blob. */
export const filingKey = (id: string, recordDigest: string): string => `${casePrefix(id)}record-${recordDigest}.json`;

/** A picture of a document, or a portrait: a JPEG that the verifier made of the pixels that it saw. */
export const casePictureKey = (id: string, digest: string): string => `${casePrefix(id)}picture-${digest}.jpg`;

/** A file of a form: `json`, `pdf`, or the JPEG of a page. @param digest of the form */
export const formFileKey = (id: string, digest: string, file: FormFile): string =>
  `${casePrefix(id)}form-${digest}${file.kind === 'jpg' ? `-${file.page}` : ''}.${file.kind}`;

/** @param page from 1 */
export type FormFile = { readonly kind: 'json' | 'pdf' } | { readonly kind: 'jpg'; readonly page: number };
