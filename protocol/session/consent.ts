/** What the person is asked to agree to, and their answer. */
import { z } from 'zod';
import { locales } from '../locale.ts';

export const ConsentText = z.object({
  textVersion: z.string(),
  provider: z.string(),
  organiser: z.string().optional(),
  domains: z.array(z.string()).optional(),
  purposes: z.array(z.object({ id: z.string(), required: z.boolean(), text: z.record(z.enum(locales), z.string()) })),
});
export type ConsentText = z.infer<typeof ConsentText>;

export const GiveConsent = z.strictObject({ textVersion: z.string(), purposes: z.array(z.string()).max(16) });
export const GivenConsent = z.object({ acceptedAtMs: z.int() });
