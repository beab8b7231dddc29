/** Keys of all blobs (docs/storage.md). Each begins with the session's id: one prefix covers everything about a person. */

/** Prefix of everything that is kept about a session. */
export const sessionPrefix = (session: string): string => `${session}/`;

const key = (session: string, challengeId: string, name: string) => `${sessionPrefix(session)}${challengeId}/${name}`;

/** Evidence as it was sent. @param unique makes the keys of two requests for one challenge different */
export const evidenceKey = (session: string, challengeId: string, unique: string): string =>
  key(session, challengeId, `evidence-${unique}.json`);

/** How the challenge was appraised. */
export const appraisalKey = (session: string, challengeId: string): string =>
  key(session, challengeId, 'appraisal.json');

/** What the appraisal was made from, beside evidence and pictures: a `CaptureRecord`. */
export const recordKey = (session: string, challengeId: string): string => key(session, challengeId, 'capture.json');

/** A revealed picture. */
export const pictureKey = (session: string, challengeId: string, index: number): string =>
  key(session, challengeId, `frame-${index}.jpg`);
