/** The demo page's forms: specimens, made from any record. They exist only in the sandbox. */
import { Hono } from 'hono';
import { base64url } from 'jose';
import { z } from 'zod';
import { seedCodeTables } from '#protocol/filing/code-table.ts';
import { checkRecord } from '#protocol/filing/check-record.ts';
import { Item, itemNames } from '#protocol/filing/form/item.ts';
import { profileOf, profiles } from '#protocol/filing/profile.ts';
import { Refusal } from '#protocol/refusal.ts';
import type { Env, Verifier } from '../context.ts';
import { formTools } from '../form/kit.ts';
import { specimenForm } from '../form/specimen.ts';

const FormDemo = z.strictObject({
  record: z.looseObject({ provinceId: z.number().optional() }),
  service: z.int().min(0).default(0),
  /** Without them, every item is answered, with invented evidence. */
  items: z.array(Item).max(64).optional(),
  /** Items that are left unanswered. */
  without: z.array(z.enum(itemNames)).max(64).default([]),
});

export const demoForm = (verifier: Verifier) =>
  new Hono<Env>().post('/demo/api/forms', async (c) => {
    const request = FormDemo.safeParse(await c.req.json().catch(() => undefined));
    if (!request.success) throw new Refusal('request-malformed', { cause: request.error });
    const { record: input, service, items, without } = request.data;
    const profile = profileOf(input.provinceId ?? 0) ?? profiles[0]!;
    const { record, faults } = checkRecord(input, { codeTables: seedCodeTables, profile, nowMs: verifier.now() });
    if (!record) return c.json({ faults }, 422);
    const checkAddress = new URL('/check/', c.req.url).href;
    const tools = formTools(await verifier.formKit(), { ...verifier, checkAddress });
    const { findings, value } = await specimenForm({ record, service, items, without }, tools);
    if (findings) return c.json({ findings }, 422);
    return c.json({
      form: value.form,
      pdf: base64url.encode(value.pdf),
      pictures: value.pictures.map((jpeg) => base64url.encode(jpeg)),
    });
  });
