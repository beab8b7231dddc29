/**
 * Signatures made in the flow: the strokes that a person drew, signed by a key together with the document (signed-bytes.ts).
 *
 * Each signs what they know: the person in charge the record (`recordDigest`), the checker the review (`reviewDigest`), and both
 * before the form exists. A letter is signed by its own digest.
 */
import { z } from 'zod';
import type { Locale } from '../../locale.ts';
import { maxPoints, maxStrokes, strokeScale } from './strokes.ts';

/** The person in charge of the service, the provider's checker, and who authorises a person in charge. */
export const roles = ['person-in-charge', 'checker', 'legal-representative'] as const;
export type Role = (typeof roles)[number];

/** Who signs a verification form. */
export const formRoles = ['person-in-charge', 'checker'] as const satisfies readonly Role[];
export type FormRole = (typeof formRoles)[number];

export const roleWords: Readonly<Record<Role, Readonly<Record<Locale, string>>>> = {
  'person-in-charge': { 'zh-CN': '负责人', en: 'the person in charge' },
  checker: { 'zh-CN': '核验人', en: 'the checker' },
  'legal-representative': { 'zh-CN': '法定代表人', en: 'the legal representative' },
};

const Coordinate = z.int().min(0).max(strokeScale);
const Stroke = z
  .array(z.tuple([Coordinate, Coordinate]))
  .min(2)
  .max(maxPoints);

export const Signature = z.strictObject({
  role: z.enum(roles),
  name: z.string().min(1).max(128),
  strokes: z.array(Stroke).min(1).max(maxStrokes),
  atMs: z.int().min(0),
  /** ES256 (RFC 7518): r and s, 64 bytes, as base64url. */
  value: z.string().regex(/^[\w-]{86}$/),
  /** The public key: P-256 (RFC 7517). */
  jwk: z.strictObject({ kty: z.literal('EC'), crv: z.literal('P-256'), x: z.string(), y: z.string() }),
});
export type Signature = z.infer<typeof Signature>;
