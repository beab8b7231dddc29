/** Tenants from the operator's configuration. */
import { z } from 'zod';
import { originPattern, type Tenant } from './tenant.ts';

const Tenants = z.array(
  z.strictObject({
    id: z.string().min(1),
    name: z.string().min(1),
    apiKeyDigest: z.string().regex(/^[0-9a-f]{64}$/),
    assessor: z.boolean(),
    origins: z.array(z.string().regex(originPattern)),
  }),
);

/**
 * @param json a JSON list of `Tenant`
 * @throws RangeError that says what is wrong and where, and repeats no value
 */
export function parseTenants(json: string): readonly Tenant[] {
  const parsed = Tenants.safeParse(jsonOf(json));
  if (!parsed.success) {
    const [first] = parsed.error.issues;
    throw new RangeError(`is not a list of tenants: ${first?.path.join('.') || 'list'} (${first?.code})`);
  }
  for (const field of ['id', 'apiKeyDigest'] as const) {
    const distinct = new Set(parsed.data.map((tenant) => tenant[field]));
    if (distinct.size < parsed.data.length) throw new RangeError(`has two tenants with the same ${field}`);
  }
  return parsed.data;
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // JSON.parse's own message would repeat the text.
    throw new RangeError('is not JSON');
  }
}
