/** A live state as it is stored: encrypted, beside a header in plain with what is needed to find, wake and delete it. */
import { decrypt, encrypt } from '../trust/cipher.ts';
import type { Random } from '../trust/random.ts';

export interface Envelope {
  readonly kind: 'sealed';
  /** Version of this envelope. The content has the version of its own form. */
  readonly envelope: 1;
  /** The live state as encrypted JSON. */
  readonly content: Uint8Array;
}

/** @param context what the state is and whose; it cannot be opened in another */
export const seal = <Header>(
  header: Header,
  live: object,
  key: Uint8Array,
  context: string,
  random: Random,
): Header & Envelope => ({
  kind: 'sealed',
  envelope: 1,
  ...header,
  content: encrypt(new TextEncoder().encode(JSON.stringify(live)), key, context, random),
});

/** @throws Error if key or context is another */
export const open = ({ content }: Envelope, key: Uint8Array, context: string): unknown =>
  JSON.parse(new TextDecoder().decode(decrypt(content, key, context)));
