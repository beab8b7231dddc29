import { base64url } from 'jose';
import type { Attachment } from './write.ts';
export type Purpose = 'form' | 'organiser-document' | 'organiser-person-document' | 'service-person-document' | 'photo';
const ids: Record<Purpose, number> = {
  form: 1,
  'organiser-document': 2,
  'organiser-person-document': 3,
  'service-person-document': 4,
  photo: 5,
};
export const makeAttachment = async (
  { purpose, jpeg, owner }: { purpose: Purpose; jpeg: Uint8Array; owner: Attachment['owner'] },
  _: unknown,
): Promise<Attachment | undefined> => ({
  formatId: 1,
  purposeId: ids[purpose],
  content: base64url.encode(jpeg),
  owner,
});
