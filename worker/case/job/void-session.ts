/** A session of a case was withdrawn: what the case took over from it is deleted, and counts no more. */
import type { Blobs } from '../../capture/blobs.ts';
import { digestOf } from '../../trust/digest.ts';
import { casePictureKey, formFileKey, type FormFile } from '../blob-keys.ts';
import type { Cases } from '../cases.ts';
import { restsOn } from '../command/guard.ts';
import { isHandedForm } from '../rounds.ts';
import type { LiveCase } from '../state.ts';
import { byVerifier } from './by-verifier.ts';
import { indexed, type Indexer } from './index-line.ts';

export interface Voider extends Indexer {
  readonly cases: Cases;
  readonly blobs: Blobs;
  readonly now: () => number;
}

/**
 * Deletes first, since a case that no longer names the portrait could not find it. Beginning again finishes what was left undone.
 *
 * @throws Refusal case-withdrawn
 */
export async function voidSession(voider: Voider, id: string, session: string): Promise<LiveCase> {
  const { cases, blobs, caseIndex, now } = voider;
  const state = await cases.run(id, 'read', { by: byVerifier }, now());
  const { subjects, forms } = state;
  const rested = subjects.filter((subject) => restsOn(subject, session));
  const portraits = rested.flatMap(({ attestation }) =>
    attestation?.session === session ? [casePictureKey(id, attestation.portraitDigest)] : [],
  );
  // Forms have the portrait in them. Those that the ministry has cannot be taken back.
  const voided = rested.length > 0 ? forms.filter((form) => !isHandedForm(state, form)) : [];
  await Promise.all(voided.map(({ number }) => caseIndex.putForm(digestOf(number), { case: id, state: 'withdrawn' })));
  const files = voided.flatMap(({ digest, pictures }) =>
    [jsonFile, pdfFile, ...pictures.map((_, n) => ({ kind: 'jpg', page: n + 1 }) as const)].map((file) =>
      formFileKey(id, digest, file),
    ),
  );
  await blobs.delete([...portraits, ...files]);
  return indexed(voider, await cases.run(id, 'void-session', { by: byVerifier, session }, now()));
}

const jsonFile: FormFile = { kind: 'json' };
const pdfFile: FormFile = { kind: 'pdf' };
