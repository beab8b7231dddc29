/** Tenants in the operator's configuration. */
import { z } from 'zod';
import { originPattern, scopes } from './tenant.ts';

/** What timelines say in place of a key's id. */
const callersWithoutKey = ['verifier', 'filer'];

/** An `ApiKey`. */
const ConfiguredKey = z
  .strictObject({
    id: z
      .string()
      .regex(/^[a-z0-9][a-z0-9-]{0,63}$/, { error: 'expected 1 to 64 lower-case letters, digits and hyphens' })
      .refine((id) => !callersWithoutKey.includes(id), { error: 'expected another id than verifier and filer' }),
    digest: z
      .string()
      .regex(/^[0-9a-f]{64}$/, { error: 'expected the SHA-256 of the API key, 64 lower-case hexadecimal digits' }),
    scopes: z
      .array(z.enum(scopes))
      .min(1)
      .refine((given) => new Set(given).size === given.length, { error: 'expected each scope once' }),
    signer: z
      .strictObject({
        name: z.string().min(1).max(128),
        jkt: z
          .string()
          .regex(/^[\w-]{43}$/, { error: 'expected the RFC 7638 thumbprint of the key, 43 characters of base64url' }),
      })
      .optional(),
  })
  .refine(({ scopes: given, signer }) => !signer || given.includes('review'), {
    path: ['signer'],
    error: 'expected only beside the scope review',
  });

/** A field of earlier versions. @param place where its content belongs now */
const moved = (place: string) => z.undefined({ error: `belongs into ${place} now (docs/deploy.md)` }).optional();

/** A `Tenant`. Its messages say what is expected, because the operator reads them in the log. */
const ConfiguredTenant = z.strictObject({
  id: z.string().min(1),
  name: z.string().min(1),
  apiKeyDigest: moved('keys.0.digest'),
  assessor: moved('keys.0.scopes'),
  keys: z.array(ConfiguredKey).min(1),
  filing: z
    .strictObject({
      licence: z.string().min(1),
      assessment: z.string().min(1),
      transferBasis: z.string().min(1).optional(),
    })
    .optional(),
  origins: z.array(
    z.string().regex(originPattern, { error: 'expected a scheme, a host (or *. and a domain) and a port if needed' }),
  ),
  comparedBy: z.strictObject({ person: z.string().optional(), unit: z.string().optional() }).optional(),
  bureaus: z.array(z.string()).min(1).optional(),
});

/** A value that may not be there twice, with its place. */
interface Unique {
  readonly value: string | undefined;
  readonly path: (string | number)[];
}

/**
 * No two tenants have the same id, and no two keys of any tenants the same digest. Within a tenant no two keys have the same id or
 * the same signer, because each may approve once.
 */
const list = z.array(ConfiguredTenant).superRefine((tenants, context) => {
  const refuseTwice = (all: readonly Unique[]) =>
    all.forEach(({ value, path }, n) => {
      const first = all.find((other) => other.value === value)!;
      if (value === undefined || first === all[n]) return;
      context.addIssue({ code: 'custom', path, message: `is also ${first.path.join('.')}` });
    });
  const ofKeys = tenants.map(({ keys }, n) =>
    keys.map((key, k) => ({ key, place: (...field: string[]) => [n, 'keys', k, ...field] })),
  );
  refuseTwice(tenants.map(({ id }, n) => ({ value: id, path: [n, 'id'] })));
  refuseTwice(ofKeys.flat().map(({ key, place }) => ({ value: key.digest, path: place('digest') })));
  for (const keys of ofKeys) {
    refuseTwice(keys.map(({ key, place }) => ({ value: key.id, path: place('id') })));
    refuseTwice(keys.map(({ key, place }) => ({ value: key.signer?.jkt, path: place('signer', 'jkt') })));
  }
});

/** The list of tenants: a JSON value, or JSON text. */
export const Tenants = z.preprocess((given, context) => {
  if (typeof given !== 'string') return given;
  try {
    return JSON.parse(given) as unknown;
  } catch {
    // JSON.parse's own message would repeat the text.
    context.addIssue({ code: 'custom', message: 'expected a list of tenants, but the text is not JSON' });
    return z.NEVER;
  }
}, list);
