/** What a new session of a case is bound to: the person as the record names them now, and who will ask and be told. */
import { shownTo } from '#protocol/filing/digest.ts';
import { bureauOf } from '#protocol/filing/profile.ts';
import { Refusal } from '#protocol/refusal.ts';
import type { Authorities } from '../../authority/authorities.ts';
import type { Blobs } from '../../capture/blobs.ts';
import type { Binding } from '../../consent/binding.ts';
import { personName } from '../../person/person-name.ts';
import type { Tenant } from '../../tenant/tenant.ts';
import type { Cases } from '../cases.ts';
import { admitChannel } from '../channel.ts';
import type { CaseCaller } from '../command/command.ts';
import { personOf } from '../people.ts';
import { readFiling } from './filing.ts';

export interface Binder {
  readonly config: { readonly sandbox: boolean };
  readonly cases: Cases;
  readonly blobs: Pick<Blobs, 'get'>;
  readonly authorities: Authorities;
  /** The key of `personName`. */
  readonly personKey: Uint8Array;
  readonly now: () => number;
}

export interface ToBind {
  readonly by: CaseCaller;
  readonly tenant: Tenant;
  readonly case: string;
  /** Id of the subject. */
  readonly subject: string;
}

/**
 * A session is the channel `self`, so a case of another channel has none.
 *
 * @throws Refusal case-unknown, case-withdrawn, subject-unknown, channel-forbidden; authority-missing, since a consent that does
 *   not name who compares would be none
 */
export async function bindSession(binder: Binder, { by, tenant, case: id, subject }: ToBind): Promise<Binding> {
  const { cases, authorities, config, personKey, now } = binder;
  const state = await cases.run(id, 'read', { by }, now());
  const found = state.subjects.find((each) => each.id === subject);
  if (!found) throw new Refusal('subject-unknown');
  if (state.channel !== 'self')
    throw new Refusal('channel-forbidden', { detail: `the case’s channel: ${state.channel}` });
  admitChannel(state.channel, state.provinceId, tenant, config);
  const authority = authorities.of(tenant).person?.title;
  if (!authority) throw new Refusal('authority-missing');

  const record = await readFiling(binder, state);
  const person = personOf(record, subject);
  return {
    case: id,
    subject,
    subjectDigest: found.subjectDigest,
    shown: shownTo(record, { provider: tenant.name, person }),
    authority,
    bureau: bureauOf(state.provinceId),
    person: personName(personKey, person.document.typeId, person.document.number),
  };
}
