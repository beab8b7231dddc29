/** Which ways of verifying a person a case may have. */
import type { Channel } from '#protocol/case/case.ts';
import { profileOf } from '#protocol/filing/profile.ts';
import { Refusal } from '#protocol/refusal.ts';
import type { Tenant } from '../tenant/tenant.ts';

/**
 * `on-site` and `ministry-qr` are always allowed. `self` needs a province that allows it, and outside the sandbox a tenant with a
 * licence, a passed assessment and a basis for the transfer of personal data.
 *
 * @throws Refusal channel-forbidden
 */
export function admitChannel(
  channel: Channel,
  provinceId: number,
  { filing }: Pick<Tenant, 'filing'>,
  { sandbox }: { readonly sandbox: boolean },
): void {
  if (channel !== 'self') return;
  if (!profileOf(provinceId)?.selfAllowed)
    throw new Refusal('channel-forbidden', { detail: 'provinceId: on site only' });
  const missing = sandbox
    ? []
    : (['licence', 'assessment', 'transferBasis'] as const).filter((field) => !filing?.[field]);
  if (missing.length > 0) throw new Refusal('channel-forbidden', { detail: `not configured: ${missing.join(', ')}` });
}
