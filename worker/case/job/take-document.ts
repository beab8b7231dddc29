/** A document's picture and fields become part of the case. What is kept is a new picture, made of the pixels that were seen. */
import { base64url } from 'jose';
import { jpegFrame } from '#protocol/capture/jpeg.ts';
import {
  channelOfKind,
  documentFields,
  documentKinds,
  kindsOfSubject,
  type CaseDocument,
  type DocumentKind,
  type PutDocument,
} from '#protocol/case/document.ts';
import { sha256 } from '#protocol/capture/commitment.ts';
import { limits } from '#protocol/limits.ts';
import { Refusal } from '#protocol/refusal.ts';
import { issuesForSender } from '#protocol/schema-issues.ts';
import type { Blobs } from '../../capture/blobs.ts';
import type { FormKit } from '../../form/kit.ts';
import type { Place } from '../../load/fair-queue.ts';
import { casePictureKey } from '../blob-keys.ts';
import type { Cases } from '../cases.ts';
import { admitDocument } from '../command/put-document.ts';
import type { CaseCaller } from '../command/command.ts';
import type { LiveCase } from '../state.ts';
import { requireRoom } from '../timeline.ts';
import { indexed, type Indexer } from './index-line.ts';

export interface DocumentTaker extends Indexer {
  readonly cases: Cases;
  readonly blobs: Blobs;
  readonly formKit: () => Promise<FormKit>;
  readonly now: () => number;
}

/** Whose document it is, as the case names it. */
export interface Bringer {
  readonly caller: CaseCaller;
  /** As in the timeline. */
  readonly by: string;
}

/**
 * @param kind as the path names it
 * @throws Refusal document-kind-unknown, document-malformed, and as the command `put-document` does
 */
export async function takeDocument(
  taker: DocumentTaker,
  id: string,
  kind: string,
  sent: PutDocument,
  { caller, by }: Bringer,
  place: Pick<Place, 'run'>,
): Promise<LiveCase> {
  const { cases, blobs, formKit, now } = taker;
  const outline = outlineOf(kind, sent);
  const state = await cases.run(id, 'read', { by: caller }, now());
  admitDocument(state, caller, outline);
  requireRoom(state, caller);
  const picture = await newPicture(base64url.decode(sent.picture), (await formKit()).drawing, place);
  const digest = base64url.encode(sha256(picture));
  const document: CaseDocument = { ...outline, digest, bytes: picture.length, atMs: now(), by };
  await blobs.put(casePictureKey(id, digest), picture);
  return indexed(taker, await cases.run(id, 'put-document', { by: caller, document }, document.atMs));
}

/** Kinds that a filer brings: those of the own person. Portraits of other channels come from the provider. */
const filersKinds: readonly string[] = kindsOfSubject.filter((kind) => !(kind in channelOfKind));

/**
 * A document of the person whom a session verifies.
 *
 * @throws Refusal document-kind-unknown, subject-unknown if it is said to be of another person, and as `takeDocument` does
 */
export async function takeFilersDocument(
  taker: DocumentTaker,
  own: { readonly case: string; readonly session: string; readonly subject: string },
  kind: string,
  sent: PutDocument,
  place: Pick<Place, 'run'>,
): Promise<LiveCase> {
  if (!filersKinds.includes(kind)) throw new Refusal('document-kind-unknown');
  if (sent.subject !== undefined && sent.subject !== own.subject) throw new Refusal('subject-unknown');
  const bringer = { caller: { session: own.session }, by: 'filer' };
  return takeDocument(taker, own.case, kind, { ...sent, subject: own.subject }, bringer, place);
}

type Outline = Pick<CaseDocument, 'kind' | 'subject' | 'place' | 'fields'>;

/** @throws Refusal document-kind-unknown, document-malformed */
function outlineOf(name: string, { subject, place, fields }: PutDocument): Outline {
  const kind = documentKinds.find((each) => each === name);
  if (!kind) throw new Refusal('document-kind-unknown');
  const isOfSubject = (kindsOfSubject as readonly DocumentKind[]).includes(kind);
  if (isOfSubject !== (subject !== undefined)) {
    throw malformed(isOfSubject ? 'subject: expected for this kind' : 'subject: this kind belongs to the organiser');
  }
  if (place !== undefined && kind !== 'approval') throw malformed('place: there is one document of this kind');
  const parsed = documentFields(kind).safeParse(fields);
  if (!parsed.success) throw malformed(issuesForSender(parsed.error, 'fields'));
  return {
    kind,
    ...(subject !== undefined && { subject }),
    ...(kind === 'approval' && { place: place ?? 1 }),
    fields: { ...fields },
  };
}

const malformed = (detail: string) => new Refusal('document-malformed', { detail });

/** The picture's pixels as a new JPEG, without metadata. @throws Refusal document-malformed */
async function newPicture(
  sent: Uint8Array,
  { reencode }: FormKit['drawing'],
  { run }: Pick<Place, 'run'>,
): Promise<Uint8Array> {
  const { pictureBytes, picturePixels } = limits.case;
  if (sent.length > pictureBytes) throw malformed(`picture: at most ${pictureBytes} bytes`);
  const frame = jpegFrame(sent);
  if (!frame) throw malformed('picture: expected a JPEG with one frame and one scan (baseline, YCbCr or grey)');
  const pixels = frame.widthPx * frame.heightPx;
  if (pixels > picturePixels) throw malformed(`picture: ${pixels} pixels; at most ${picturePixels} are accepted`);
  const made = await run(() => reencode(sent));
  if (!made) throw malformed('picture: its data is damaged');
  return made;
}
