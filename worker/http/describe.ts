/** Pieces of route descriptions, from which the OpenAPI document is made. */
import { z, type ZodType } from 'zod';
import { bodyLimit } from 'hono/body-limit';
import { Problem } from '#protocol/problem.ts';
import { Refusal, refusals, type RefusalCode } from '#protocol/refusal.ts';

/** A JSON body or answer. */
export const json = <T extends ZodType>(schema: T) => ({ content: { 'application/json': { schema } } });

/** An answer with its schema. */
export const answer = <T extends ZodType>(description: string, schema: T) => ({ description, ...json(schema) });

/** Answers for these refusals, by status, each naming its codes. The handlers throw them; none returns one. */
export function refusing(...codes: RefusalCode[]): Record<never, never> {
  const byStatus = Map.groupBy(codes, (code) => refusals[code].status);
  return Object.fromEntries(
    [...byStatus].map(([status, own]) => [
      status,
      { description: own.join(', '), content: { 'application/problem+json': { schema: Problem } } },
    ]),
  );
}

/** What every filer route may refuse with. */
export const filerRefusals = [
  'token-missing',
  'token-invalid',
  'token-expired',
  'token-foreign',
  'dpop-missing',
  'dpop-invalid',
  'dpop-nonce-required',
  'dpop-replayed',
  'key-foreign',
  'session-expired',
  'session-withdrawn',
] as const satisfies readonly RefusalCode[];

/** How each caller authenticates. The names are those of the document's security schemes. */
export const byProvider = [{ provider: [] }];
export const byFiler = [{ filer: [] }];
export const byEither = [{ provider: [] }, { filer: [] }];

export const sessionPath = z.object({ id: z.string() });

/** Refuse a body over so many bytes before it is parsed, counting them where no Content-Length bounds it. */
export const limit = (maxSize: number) =>
  bodyLimit({
    maxSize,
    onError: () => {
      throw new Refusal('request-too-large');
    },
  });
