/** Requests for forms that can be released, and how a test changes one thing in them. */
import { base64url, calculateJwkThumbprint } from 'jose';
import { recordDigest, subjectDigest } from '#protocol/filing/digest.ts';
import { formReview, reviewDigestOf, type FormReview } from '#protocol/filing/form/review.ts';
import type { Role, Signature } from '#protocol/filing/form/signature.ts';
import { signedBytes } from '#protocol/filing/form/signed-bytes.ts';
import { profileOf } from '#protocol/filing/profile.ts';
import type { FilingRecord } from '#protocol/filing/record.ts';
import { formTools, type FormKit } from '../../../../worker/form/kit.ts';
import type { FormRequest, FormTools, PreparedForm } from '../../../../worker/form/release.ts';
import { inventedItems } from '../../../../worker/form/specimen.ts';
import { formKit } from '../../../../tool/filing/form-kit.ts';

export const nowMs = Date.UTC(2026, 10, 29, 4);

/** @param kit replaces parts of the font and the drawing */
export async function toolsWith(kit: Partial<FormKit> = {}): Promise<FormTools> {
  return formTools(
    { ...(await formKit()), ...kit },
    {
      checkAddress: 'https://beihe.example.cn/check/',
      now: () => nowMs,
      random: (length) => crypto.getRandomValues(new Uint8Array(length)),
      inTurn: async (step) => step(),
    },
  );
}

const salt = base64url.encode(new Uint8Array(16));

export function requestOf(record: FilingRecord, service = 0, changes: Partial<FormRequest> = {}): FormRequest {
  const provider = '某某云计算有限公司';
  const digests = {
    recordDigest: recordDigest(record, salt),
    subjectDigest: subjectDigest(record, salt, { provider, person: record.services[service]!.personInCharge }),
  };
  return {
    record,
    service,
    items: inventedItems(record, record.services[service]!, digests, nowMs),
    ...digests,
    profile: profileOf(record.provinceId)!,
    provider,
    checker: '张核验',
    specimen: true,
    ...(changes.specimen === false ? { review: reviewOf(record, service) } : {}),
    ...changes,
  };
}

/** The review of a record whose other services were approved too. */
function reviewOf(record: FilingRecord, service: number): FormReview {
  const items = Object.fromEntries(record.services.map((_, n) => [String(n + 1), []]));
  return formReview({ recordDigest: '', items, callBacks: [{ reached: true }] }, String(service + 1));
}

export interface Signer {
  readonly thumbprint: string;
  readonly sign: (role: Role, name: string, documentDigest: string) => Promise<Signature>;
}

const strokes: Signature['strokes'] = [
  [
    [80, 500],
    [400, 120],
    [520, 900],
  ],
  [
    [600, 200],
    [960, 820],
  ],
];

export async function createSigner(): Promise<Signer> {
  const { privateKey, publicKey } = await crypto.subtle.generateKey({ name: 'ECDSA', namedCurve: 'P-256' }, true, [
    'sign',
    'verify',
  ]);
  const { x, y } = await crypto.subtle.exportKey('jwk', publicKey);
  const jwk = { kty: 'EC', crv: 'P-256', x: x!, y: y! } as const;
  return {
    thumbprint: await calculateJwkThumbprint(jwk),
    sign: async (role, name, documentDigest) => {
      const unsigned = { role, name, strokes, atMs: nowMs };
      const bytes = Uint8Array.from(signedBytes(documentDigest, unsigned));
      const value = await crypto.subtle.sign({ name: 'ECDSA', hash: 'SHA-256' }, privateKey, bytes);
      return { ...unsigned, value: base64url.encode(new Uint8Array(value)), jwk };
    },
  };
}

/** Both signatures of a prepared form, with the keys that may sign it. */
export async function signed({ content }: PreparedForm) {
  const approved = content.review ? reviewDigestOf(content.recordDigest, content.items, content.review) : '';
  const [person, checker] = [await createSigner(), await createSigner()];
  const signatures = [
    await person.sign('person-in-charge', content.service.personInCharge.name, content.recordDigest),
    await checker.sign('checker', content.checker, approved),
  ];
  return { signatures, keys: { 'person-in-charge': person.thumbprint, checker: checker.thumbprint } };
}

/** A portrait of 480×640 pixels: a grey gradient. */
export async function greyPortrait(): Promise<Uint8Array> {
  const [width, height] = [480, 640];
  const data = new Uint8ClampedArray(4 * width * height).map((_, n) => (n % 4 === 3 ? 255 : Math.floor(n / 4) % 256));
  return (await formKit()).drawing.encode({ width, height, data }, { quality: 75, grey: false });
}
