import { base64url } from 'jose';
import { sha256 } from '#protocol/capture/commitment.ts';

/** SHA-256 of a text, base64url. */
export const digestOf = (text: string): string => base64url.encode(sha256(new TextEncoder().encode(text)));
