/** Who answers the questions of which tenant. */
import type { ComparisonResult } from '#protocol/case/comparison.ts';
import type { Locale } from '#protocol/locale.ts';
import { ask, type Asked, type AskPorts } from './ask.ts';
import type { Authority, Question } from './authority.ts';
import { closed, type Breaker } from './breaker.ts';
import type { ConnectorConfig, Connectors } from './configuration.ts';
import { aliyun } from './connector/aliyun.ts';
import { baidu } from './connector/baidu.ts';
import { ctid } from './connector/ctid.ts';
import { gateway } from './connector/gateway.ts';
import { tencent } from './connector/tencent.ts';
import type { ConnectorPorts } from './ports.ts';

/** A database that answers one kind of question for a tenant. */
export interface Answerer {
  /** As in its results. */
  readonly name: string;
  /** What a person reads before they consent that it is asked. */
  readonly title: Readonly<Record<Locale, string>>;
  /** Asks as the function `ask` does. */
  readonly ask: (question: Question, asked: Asked) => Promise<ComparisonResult>;
}

/** Undefined: no database is configured, so nothing can be compared. */
export type Answerers = Readonly<Record<Question['kind'], Answerer | undefined>>;

/** The names of a tenant's connectors, by what they compare. */
type ComparedBy = Readonly<Partial<Record<Question['kind'], string | undefined>>>;

export interface Authorities {
  readonly of: (tenant: { readonly comparedBy?: ComparedBy | undefined }) => Answerers;
}

/** Makes each connector once. Its breaker and its access tokens live as long as the isolate. */
export function authoritiesOf(connectors: Connectors, ports: ConnectorPorts & AskPorts): Authorities {
  const answerers = new Map(
    Object.entries(connectors).map(([name, config]) => [name, answererOf(connectorOf(config, ports), config, ports)]),
  );
  const named = (name: string | undefined) => (name === undefined ? undefined : answerers.get(name));
  return { of: ({ comparedBy = {} }) => ({ person: named(comparedBy.person), unit: named(comparedBy.unit) }) };
}

function connectorOf(config: ConnectorConfig, ports: ConnectorPorts): Authority {
  switch (config.kind) {
    case 'aliyun':
      return aliyun(config, ports);
    case 'tencent':
      return tencent(config, ports);
    case 'baidu':
      return baidu(config, ports);
    case 'ctid':
      return ctid(config, ports);
    case 'gateway':
      return gateway(config, ports);
  }
}

function answererOf(authority: Authority, { kind }: ConnectorConfig, ports: AskPorts): Answerer {
  const breaker: Breaker = { state: closed };
  return {
    name: authority.name,
    title: titles[kind],
    ask: (question, asked) => ask(authority, question, asked, breaker, ports),
  };
}

const titles: Readonly<Record<ConnectorConfig['kind'], Answerer['title']>> = {
  aliyun: { 'zh-CN': '阿里云实人认证服务', en: 'Alibaba Cloud ID Verification' },
  tencent: { 'zh-CN': '腾讯云人脸核身服务', en: 'Tencent Cloud Face ID' },
  baidu: { 'zh-CN': '百度智能云实名核验服务', en: 'Baidu AI Cloud identity verification' },
  ctid: {
    'zh-CN': '公安部第一研究所可信身份认证平台（CTID）',
    en: 'CTID, the identity platform of the Ministry of Public Security',
  },
  gateway: { 'zh-CN': '接入服务商的身份核验接口', en: 'The provider’s own identity verification' },
};
