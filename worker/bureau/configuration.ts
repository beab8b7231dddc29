/** Bureau accounts as the operator configures them. All of it is secret, because it contains credentials. */
import { z } from 'zod';

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
  /** Whether `pwdHash` is base64 of the 16 bytes, or of their hexadecimal text. */
  passwordHash: z.enum(['raw', 'hex']).default('raw'),
  /** Key and IV that the bureau gave out, 16 characters each. Mandatory outside the sandbox: the ministry's hosts speak HTTP. */
  encryption: z.strictObject({ key: z.string(), iv: z.string() }).optional(),
  /** From one look for downloads to the next. Convention. */
  pollMs: z.int().min(1_000).default(600_000),
});
export type BureauConfig = z.infer<typeof BureauConfig>;

/** Accounts by their names. A name belongs to one tenant (`Tenant.bureaus`). */
export type Bureaus = Readonly<Record<string, BureauConfig>>;
