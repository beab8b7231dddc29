/** Bureau accounts as the operator configures them. All of it is secret, because it contains credentials. */
import { z } from 'zod';
import { limits } from '#protocol/limits.ts';

const secretText = z
  .string()
  .regex(/^[\x21-\x7e]{16}$/, { error: 'expected the 16 characters that the bureau gave out' });

/** Numbers stay readable in results, which have at most 15 digits. */
const mostFirstNumber = 999_999_999_999;
const expectedNumber = `expected a whole number from 1 to ${mostFirstNumber}`;

export const BureauConfig = z.strictObject({
  /** Provinces (GB/T 2260) whose records go to this account. Absent: all. */
  provinceIds: z.array(z.int()).min(1).optional(),
  /** Base of the services' addresses: `ISPWebService/upDownLoad` and `BeianStatusWebService/queryBeianStatus` follow it. */
  endpoint: z.url({ protocol: /^https?$/ }),
  ispId: z.int().min(1),
  userName: z.string().min(1),
  password: z.string().min(1),
  /** 请求单位ID (Qqdwid). */
  providerId: z.int().min(1),
  /**
   * The first number for organisers, services and their parts (IspZtid and its like). Above 1 on an account that another system
   * has used, because otherwise a number would mean two things.
   */
  firstNumber: z
    .int({ error: expectedNumber })
    .min(1, { error: expectedNumber })
    .max(mostFirstNumber, { error: expectedNumber })
    .default(1),
  /** Whether `pwdHash` is base64 of the 16 bytes, or of their hexadecimal text. */
  passwordHash: z.enum(['raw', 'hex']).default('raw'),
  /** Key and IV that the bureau gave out. Mandatory outside the sandbox: the ministry's hosts speak HTTP. */
  encryption: z.strictObject({ key: secretText, iv: secretText }).optional(),
  /** From one look for downloads to the next. Convention. */
  pollMs: z.int().min(1_000).default(600_000),
  /** How long a call may take. Convention: a file of 10 MB over 1 Mbit/s. */
  timeoutMs: z.int().min(1_000).max(600_000).default(120_000),
  /** Most bytes of XML in one upload. */
  fileBytes: z.int().min(1_000_000).max(limits.bureau.fileBytesMost).default(limits.bureau.fileBytes),
});
export type BureauConfig = z.infer<typeof BureauConfig>;

/** Accounts by their names. A name belongs to one tenant (`Tenant.bureaus`). */
export type Bureaus = Readonly<Record<string, BureauConfig>>;

/** Accounts by the names that tenants use for them, as the operator configures them: a JSON value, or JSON text. */
export const ConfiguredBureaus = z
  .preprocess(
    (given, context) => {
      if (typeof given !== 'string') return given;
      try {
        return JSON.parse(given) as unknown;
      } catch {
        // JSON.parse's own message would repeat the text.
        context.addIssue({ code: 'custom', message: 'expected bureau accounts by name, but the text is not JSON' });
        return z.NEVER;
      }
    },
    z.record(
      z.string().regex(/^[a-z0-9-]{1,32}$/),
      BureauConfig.refine(({ encryption }) => encryption, {
        path: ['encryption'],
        error: 'expected, because records would be sent in plain text without it',
      }),
    ),
  )
  .default({});
