/** The pictures that go with a record: the form of each service, documents, and the photo of each person who was verified. */
import type { DocumentKind } from '#protocol/case/document.ts';
import { casePictureKey, formFileKey } from '../../case/blob-keys.ts';
import { portraitOf } from '../../case/questions.ts';
import type { LiveCase } from '../../case/state.ts';
import { makeAttachment, type Purpose } from '../v3/attachments.ts';
import type { Carried } from '../v3/carried.ts';
import type { Attachment } from '../v3/write.ts';
import { Unwritable } from './unwritable.ts';
import { ownTrouble } from './meaning.ts';
import type { Worker } from './worker.ts';

/** @returns those of each message @throws Unwritable */
export async function attachmentsOf(
  worker: Worker,
  state: LiveCase,
  carried: readonly Carried[],
): Promise<Attachment[][]> {
  requirePortraits(state);
  const made: Attachment[][] = carried.map(() => []);
  const organiser = organiserOf(carried[0]!);
  if (organiser) made[0]!.push(...(await ofOrganiser(worker, state, organiser)));
  for (const n of state.services.keys()) {
    const [message, owner] = serviceOf(carried, n);
    made[message]!.push(...(await ofService(worker, state, n, owner)));
  }
  return made;
}

/** A person may withdraw between the hand-over and the upload: then the case needs another live check. @throws Unwritable */
function requirePortraits(state: LiveCase): void {
  const without = state.subjects.find(({ id, required }) => required && portraitOf(state, id) === undefined);
  if (without) throw new Unwritable(ownTrouble('portrait-missing', 'correct', without.id));
}

type Owner = Attachment['owner'];

/** Where the message is about the organiser too. */
function organiserOf(message: Carried): Owner | undefined {
  if (message.business === 'new-filing') return { kind: 'organiser' };
  return message.business === 'change' ? { kind: 'organiser', ministryId: message.organiserId } : undefined;
}

/** The message that a service is in, and how the message names it. */
function serviceOf(carried: readonly Carried[], n: number): readonly [message: number, owner: Owner] {
  const [first] = carried;
  if (first!.business === 'new-access') {
    const own = carried[n] as Extract<Carried, { business: 'new-access' }>;
    return [n, { kind: 'service', filingNumber: own.filingNumber }];
  }
  if (first!.business === 'change') return [0, { kind: 'service', ministryId: first!.services[n]!.ministryId }];
  return [0, { kind: 'service', id: first!.services[n]!.id }];
}

const bothSides: readonly DocumentKind[] = ['person-document-front', 'person-document-back'];

/** An individual's own document is the organiser's. */
async function ofOrganiser(worker: Worker, state: LiveCase, owner: Owner): Promise<Attachment[]> {
  const ofUnit = documentsOf(state, ['unit-document']);
  const ofPerson = documentsOf(state, bothSides, 'organiser');
  return [
    ...(await pictures(worker, state, ofUnit.length > 0 ? ofUnit : ofPerson, 'organiser-document', owner)),
    ...(await pictures(worker, state, ofPerson, 'organiser-person-document', owner)),
  ];
}

async function ofService(worker: Worker, state: LiveCase, n: number, owner: Owner): Promise<Attachment[]> {
  const { id, subject } = state.services[n]!;
  const form = state.forms.find(({ serviceId }) => serviceId === id);
  if (!form) throw new Unwritable(ownTrouble('form-missing', 'operate', id));
  const pages = form.pictures.map((_, page) => formFileKey(state.id, form.digest, { kind: 'jpg', page: page + 1 }));
  const portrait = portraitOf(state, subject);
  return [
    ...(await Promise.all(pages.map((key) => picture(worker, key, 'form', owner)))),
    ...(await pictures(worker, state, documentsOf(state, bothSides, subject), 'service-person-document', owner)),
    ...(await pictures(worker, state, portrait === undefined ? [] : [portrait], 'photo', owner)),
  ];
}

/** Digests of the pictures. */
const documentsOf = ({ documents }: LiveCase, kinds: readonly DocumentKind[], subject?: string): string[] =>
  kinds.flatMap((kind) =>
    documents.filter((each) => each.kind === kind && each.subject === subject).map(({ digest }) => digest),
  );

const pictures = (
  worker: Worker,
  { id }: LiveCase,
  digests: readonly string[],
  purpose: Purpose,
  owner: Owner,
): Promise<Attachment[]> =>
  Promise.all(digests.map((digest) => picture(worker, casePictureKey(id, digest), purpose, owner)));

async function picture({ work }: Worker, key: string, purpose: Purpose, owner: Owner): Promise<Attachment> {
  const jpeg = await work.blobs.get(key);
  if (!jpeg) throw new Unwritable(ownTrouble(purpose === 'form' ? 'form-missing' : 'picture-missing', 'operate'));
  const { drawing } = await work.formKit();
  const made = await makeAttachment({ purpose, jpeg, owner }, drawing);
  if (!made) throw new Unwritable(ownTrouble('picture-unfit', 'correct', purpose));
  return made;
}
