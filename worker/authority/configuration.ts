/** Which databases there are, as the operator configures them. All of it is secret, because it contains their credentials. */
import { z } from 'zod';
import type { Question } from './authority.ts';
import { AliyunConfig } from './connector/aliyun.ts';

const Connector = z.discriminatedUnion('kind', [AliyunConfig]);
export type ConnectorConfig = z.infer<typeof Connector>;

/** What each kind of connector can compare. */
export const connectorKinds: Readonly<Record<ConnectorConfig['kind'], readonly Question['kind'][]>> = {
  aliyun: ['person', 'unit'],
};

/** Connectors by the names that tenants use for them. */
const Connectors = z.record(z.string().regex(/^[a-z0-9-]{1,32}$/), Connector);
export type Connectors = z.infer<typeof Connectors>;

/** A JSON value, or JSON text. */
export const ConfiguredConnectors = z
  .preprocess((given, context) => {
    if (typeof given !== 'string') return given;
    try {
      return JSON.parse(given) as unknown;
    } catch {
      // JSON.parse's own message would repeat the text.
      context.addIssue({ code: 'custom', message: 'expected connectors by name, but the text is not JSON' });
      return z.NEVER;
    }
  }, Connectors)
  .default({});
