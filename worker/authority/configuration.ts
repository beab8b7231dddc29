/** Which databases there are, as the operator configures them. All of it is secret, because it contains their credentials. */
import { z } from 'zod';
import type { Question } from './authority.ts';
import { AliyunConfig } from './connector/aliyun.ts';
import { BaiduConfig } from './connector/baidu.ts';
import { CtidConfig } from './connector/ctid.ts';
import { GatewayConfig } from './connector/gateway.ts';
import { TencentConfig } from './connector/tencent.ts';

const Connector = z.discriminatedUnion('kind', [AliyunConfig, TencentConfig, BaiduConfig, CtidConfig, GatewayConfig]);
export type ConnectorConfig = z.infer<typeof Connector>;

/** What a connector can compare. */
export function comparesOf(config: ConnectorConfig): readonly Question['kind'][] {
  if (config.kind === 'gateway') return config.compares;
  return config.kind === 'tencent' || config.kind === 'ctid' ? ['person'] : ['person', 'unit'];
}

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
