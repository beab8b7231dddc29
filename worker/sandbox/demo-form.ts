/** The demo page's forms: specimens, made from any record. They exist only in the sandbox. */
import { Hono } from 'hono';
import { validator } from 'hono/validator';
import { base64url } from 'jose';
import { z } from 'zod';
import { seedCodeTables } from '#protocol/filing/code-table.ts';
import { checkRecord } from '#protocol/filing/check-record.ts';
import { Item, itemNames } from '#protocol/filing/form/item.ts';
import { profileOf, profiles } from '#protocol/filing/profile.ts';
import { limits } from '#protocol/limits.ts';
import type { Env, Verifier } from '../context.ts';
import { formTools } from '../form/kit.ts';
import { specimenForm } from '../form/specimen.ts';
import { jsonBody } from '../http/json-body.ts';
import { malformed } from '../http/problem.ts';

const FormDemo = z.strictObject({
  record: z.looseObject({ provinceId: z.number().optional() }),
  service: z.int().min(0).default(0),
  /** Without them, every item is answered, with invented evidence. */
  items: z.array(Item).max(64).optional(),
  /** Items that are left unanswered. */
  without: z.array(z.enum(itemNames)).max(64).default([]),
});

const formRequest = validator('json', (given) => {
  const request = FormDemo.safeParse(given);
  if (!request.success) throw malformed(request.error);
  return request.data;
});

export const demoForm = (verifier: Verifier) =>
  new Hono<Env>().post('/demo/api/forms', jsonBody(limits.body.recordBytes), formRequest, async (c) => {
    const { record: input, service, items, without } = c.req.valid('json');
    const profile = profileOf(input.provinceId ?? 0) ?? profiles[0]!;
    const { record, faults } = checkRecord(input, { codeTables: seedCodeTables, profile, nowMs: verifier.now() });
    if (!record) return c.json({ faults }, 422);
    const kit = await verifier.formKit();
    const place = verifier.load.queue.admit('form', 'demo');
    try {
      const checkAddress = new URL('/check/', verifier.config.issuer).href;
      const tools = formTools(kit, { ...verifier, checkAddress, inTurn: place.run });
      const { findings, value } = await specimenForm({ record, service, items, without }, tools);
      if (findings) return c.json({ findings }, 422);
      return c.json({
        form: value.form,
        pdf: base64url.encode(value.pdf),
        pictures: value.pictures.map((jpeg) => base64url.encode(jpeg)),
      });
    } finally {
      place.leave();
    }
  });
