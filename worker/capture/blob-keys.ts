/** Keys of all blobs (docs/storage.md). Each begins with the session's id, so one prefix selects all blobs about a person. */

/** The prefix of all blobs of a session. */
export const sessionPrefix = (session: string): string => `${session}/`;

/** The session that a blob belongs to. */
export const sessionOf = (blobKey: string): string => blobKey.slice(0, blobKey.indexOf('/'));

const key = (session: string, challengeId: string, name: string) => `${sessionPrefix(session)}${challengeId}/${name}`;

/** Evidence as it was sent. @param unique makes the keys of two requests for one challenge different */
export const evidenceKey = (session: string, challengeId: string, unique: string): string =>
  key(session, challengeId, `evidence-${unique}.json`);

/** A part of the trace, as it was sent. @param unique as for evidence */
export const partKey = (session: string, challengeId: string, unique: string): string =>
  key(session, challengeId, `part-${unique}`);

/** How the challenge was appraised. */
export const appraisalKey = (session: string, challengeId: string): string =>
  key(session, challengeId, 'appraisal.json');

/** The `CaptureRecord`: the inputs of the appraisal in addition to evidence and pictures. */
export const recordKey = (session: string, challengeId: string): string => key(session, challengeId, 'capture.json');

/** A revealed frame as it was sent: evidence, which no page may show. */
export const pictureKey = (session: string, challengeId: string, index: number): string =>
  key(session, challengeId, `frame-${index}.jpg`);

/** The portrait, which people may see: made of the pixels of a revealed frame. */
export const portraitKey = (session: string, challengeId: string): string => key(session, challengeId, 'portrait.jpg');
