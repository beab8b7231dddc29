/** Forms that are only looked at. They have no number and no signature, and 样张 stands across each page. */
import { sha256 } from '@noble/hashes/sha2.js';
import { utf8ToBytes } from '@noble/hashes/utils.js';
import { base64url } from 'jose';
import { recordDigest, saltBytes, subjectDigest } from '#protocol/filing/digest.ts';
import { formFinding } from '#protocol/filing/form/finding.ts';
import {
  itemNames,
  answersTo,
  itemTable,
  type Answer,
  type EvidenceKind,
  type Item,
  type ItemName,
} from '#protocol/filing/form/item.ts';
import { profileOf, profiles } from '#protocol/filing/profile.ts';
import type { FilingRecord, Service } from '#protocol/filing/record.ts';
import { hasResidentCard } from '#protocol/filing/subject.ts';
import type { Outcome } from './files.ts';
import { prepareForm, releaseForm, type FormTools, type ReleasedForm } from './release.ts';

export interface SpecimenRequest {
  readonly record: FilingRecord;
  /** Place of the service in the record. */
  readonly service: number;
  /** The case's salt as base64url, to which the evidence of given items is bound. Drawn, if there is none. */
  readonly salt?: string | undefined;
  /** Without them, every item is answered, with invented evidence. */
  readonly items?: readonly Item[] | undefined;
  /** Items that are left unanswered. */
  readonly without?: readonly ItemName[];
  readonly portrait?: Uint8Array | undefined;
}

const provider = '示例云计算有限公司';
const checker = '示例核验员';
/** Who made the invented calls and statements, by the provider's id. */
const inventedClerk = '0000';

export async function specimenForm(
  { record, service: place, salt: given, items, without = [], portrait }: SpecimenRequest,
  tools: FormTools,
): Promise<Outcome<ReleasedForm>> {
  const service = record.services[place];
  if (!service) return { findings: [formFinding('service-unknown', { at: String(place + 1) })] };
  const salt = given ?? base64url.encode(tools.random(saltBytes));
  const digests = {
    recordDigest: recordDigest(record, salt),
    subjectDigest: subjectDigest(record, salt, { provider, person: service.personInCharge }),
  };
  const prepared = await prepareForm(
    {
      record,
      service: place,
      items: (items ?? inventedItems(record, service, digests, tools.now())).filter(
        ({ item }) => !without.includes(item),
      ),
      ...digests,
      profile: profileOf(record.provinceId) ?? profiles[0]!,
      provider,
      checker,
      ...(portrait ? { portrait } : {}),
      specimen: true,
    },
    tools,
  );
  return prepared.findings ? prepared : releaseForm(prepared.value, [], undefined, tools);
}

interface Digests {
  readonly recordDigest: string;
  readonly subjectDigest: string;
}

/** The answers with which the form of this service can be released. */
export const inventedItems = (record: FilingRecord, service: Service, digests: Digests, nowMs: number): Item[] =>
  itemNames
    .filter((name) => itemTable[name].applies(record, service))
    .map((item) => {
      const answer = answerTo(item, service);
      const kinds = new Set(answersTo(item, service)[answer]!.map(([kind]) => kind!));
      return { item, answer, evidence: [...kinds].map((kind) => evidenceOf(item, kind, digests, nowMs)) };
    });

function answerTo(item: ItemName, service: Service): Answer {
  if (item === 'portrait') return hasResidentCard(service.personInCharge) ? 'electronic' : 'in-person';
  return item === 'approvals' && service.approvals.length === 0 ? 'no' : 'yes';
}

const evidenceOf = (item: ItemName, kind: EvidenceKind, digests: Digests, nowMs: number): Item['evidence'][number] => ({
  kind,
  digest: base64url.encode(sha256(utf8ToBytes(`specimen ${item} ${kind}`))),
  of: kind === 'attestation' ? digests.subjectDigest : digests.recordDigest,
  atMs: nowMs,
  ...(kind === 'call-back' || kind === 'statement' ? { by: inventedClerk } : {}),
});
