/** What goes to the ministry: the forms that were released, and the record as the interface takes it. */
import { createRoute, OpenAPIHono } from '@hono/zod-openapi';
import { z } from 'zod';
import { ownValue } from '#protocol/own.ts';
import { Refusal } from '#protocol/refusal.ts';
import { formFileKey } from '../case/blob-keys.ts';
import { recordXml, type KnownToBureau } from '../case/record-xml.ts';
import { formsOf } from '../case/rounds.ts';
import type { LiveCase } from '../case/state.ts';
import { findFormFile } from '../case/form-file.ts';
import { readFiling } from '../case/job/filing.ts';
import type { Env, Verifier } from '../context.ts';
import { callerOfCase, caseIdOf, caseProvider } from '../http/case-caller.ts';
import { byKey, casePath, caseRefusals, refusing } from '../http/describe.ts';

const contentTypes = { json: 'application/json', pdf: 'application/pdf', jpg: 'image/jpeg' } as const;

/** From 1. */
const roundNumber = z.coerce.number().int().min(1);

const bytes = { schema: { type: 'string' as const, format: 'binary' } };

export function caseFormRoutes(verifier: Verifier) {
  const { cases, blobs, now } = verifier;

  const form = createRoute({
    method: 'get',
    path: '/v1/cases/{id}/forms/{file}',
    summary:
      '`{serviceId}.json`, `.pdf` or `.jpg`: the form of a service; further pages are `{serviceId}-2.jpg` and so on. With `round` it is the form that was handed over in that round',
    security: byKey('provide', 'review'),
    middleware: [caseProvider(verifier, 'provide', 'review')] as const,
    request: {
      params: casePath.extend({ file: z.string() }),
      query: z.strictObject({ round: roundNumber.optional() }),
    },
    responses: {
      200: {
        description: 'The file, as its digest in the case says',
        content: { 'application/json': { schema: z.looseObject({}) }, 'application/pdf': bytes, 'image/jpeg': bytes },
      },
      ...refusing('request-malformed', 'form-unknown', ...caseRefusals),
    },
  });

  const xml = createRoute({
    method: 'get',
    path: '/v1/cases/{id}/record.xml',
    summary:
      'The record as the ministry’s interface takes it, in GBK; until it is in a file for the bureau, numbers from 1 stand in for the account’s',
    security: byKey('provide', 'review'),
    middleware: [caseProvider(verifier, 'provide', 'review')] as const,
    request: { params: casePath },
    responses: {
      200: { description: 'The document', content: { 'application/xml': bytes } },
      ...refusing('filing-invalid', ...caseRefusals),
    },
  });

  return new OpenAPIHono<Env>()
    .openapi(form, async (c) => {
      const state = await cases.run(caseIdOf(c), 'read', { by: callerOfCase(c) }, now());
      const { id } = state;
      const found = findFormFile(formsOf(state, c.req.valid('query').round), c.req.valid('param').file);
      const content = found && (await blobs.get(formFileKey(id, found.form.digest, found.file)));
      if (!content) throw new Refusal('form-unknown');
      return c.body(Uint8Array.from(content), 200, { 'Content-Type': contentTypes[found.file.kind] });
    })
    .openapi(xml, async (c) => {
      const state = await cases.run(caseIdOf(c), 'read', { by: callerOfCase(c) }, now());
      const document = recordXml(await readFiling(verifier, state), await knownToBureau(verifier, state));
      return c.body(Uint8Array.from(document), 200, { 'Content-Type': 'application/xml; charset=GBK' });
    });
}

/** What the account of the newest round has given out; undefined before there is one. */
async function knownToBureau(
  { accounts, bureaus, now }: Verifier,
  { id, submissions }: LiveCase,
): Promise<KnownToBureau | undefined> {
  const account = submissions.at(-1)?.account;
  const config = account === undefined ? undefined : ownValue(bureaus, account);
  if (account === undefined || !config) return undefined;
  return { providerId: config.providerId, numbers: await accounts.numbers(account, { case: id }, now()) };
}
