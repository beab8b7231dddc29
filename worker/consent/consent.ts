/** Which text a person consents to, and whether they have. */
import { sha256 } from '@noble/hashes/sha2.js';
import { utf8ToBytes } from '@noble/hashes/utils.js';
import { base64url } from 'jose';
import type { ConsentText } from '#protocol/session/consent.ts';
import type { Binding } from './binding.ts';
import { casePurposes, liveCheckPurposes } from './purposes.ts';

type Asked = Pick<ConsentText, 'textVersion' | 'purposes'>;

/** The text for a session. In a case it names who compares and who is told, so its version covers that too. */
export function consentTo(bound: Binding | undefined): Asked {
  const purposes = bound ? casePurposes({ ...bound, provider: bound.shown.provider }) : liveCheckPurposes;
  return { textVersion: versionOf(purposes), purposes: [...purposes] };
}

/** Changes with every word of the text, so that a consent belongs to one text only. */
const versionOf = (purposes: readonly object[]): string =>
  base64url.encode(sha256(utf8ToBytes(JSON.stringify(purposes)))).slice(0, 16);

/** Whether the consent is to this text, has every required purpose, and names no purpose outside the text. */
export function isConsentTo({ textVersion, purposes }: Asked, version: string, accepted: readonly string[]): boolean {
  const required = purposes.filter((purpose) => purpose.required);
  return (
    version === textVersion &&
    required.every(({ id }) => accepted.includes(id)) &&
    accepted.every((id) => purposes.some((purpose) => purpose.id === id))
  );
}
