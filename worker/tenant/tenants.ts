/** Tenants in the operator's configuration. */
import { z } from 'zod';
import { originPattern } from './tenant.ts';

/** A `Tenant`. Its messages say what is expected, because the operator reads them in the log. */
const ConfiguredTenant = z.strictObject({
  id: z.string().min(1),
  name: z.string().min(1),
  apiKeyDigest: z
    .string()
    .regex(/^[0-9a-f]{64}$/, { error: 'expected the SHA-256 of the API key, 64 lower-case hexadecimal digits' }),
  assessor: z.boolean(),
  origins: z.array(
    z.string().regex(originPattern, { error: 'expected a scheme, a host (or *. and a domain) and a port if needed' }),
  ),
  comparedBy: z.strictObject({ person: z.string().optional(), unit: z.string().optional() }).optional(),
});

/** No two tenants have the same id or API key. */
const list = z.array(ConfiguredTenant).superRefine((tenants, context) => {
  for (const field of ['id', 'apiKeyDigest'] as const) {
    tenants.forEach((tenant, n) => {
      const first = tenants.findIndex((other) => other[field] === tenant[field]);
      if (first < n) context.addIssue({ code: 'custom', path: [n, field], message: `is also that of tenant ${first}` });
    });
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
