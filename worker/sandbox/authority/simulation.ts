/**
 * Simulated authority databases. They speak the interfaces of the real ones, check what the real ones check, and answer by test
 * numbers (`test-number.ts`). Every answer is marked as one of the sandbox.
 */
import { Hono } from 'hono';
import type { Connectors } from '../../authority/configuration.ts';
import { aliyunAnswer, sandboxAliyun } from './aliyun.ts';
import { baiduAnswer } from './baidu.ts';
import { ctidAnswer } from './ctid.ts';
import { gatewayAnswer } from './gateway.ts';
import { marked, type SimulationPorts } from './play.ts';
import { tencentAnswer } from './tencent.ts';

export const simulationPath = '/sandbox/authority';

/** The connectors of the embedded sandbox. */
export const simulatedConnectors = (issuer: string): Connectors => ({
  sandbox: { ...sandboxAliyun, endpoint: `${issuer}${simulationPath}/aliyun/` },
});

export function authoritySimulation(ports: SimulationPorts) {
  const troubled = bounded();
  const nonces = bounded();
  const serials = bounded();
  const tokens = new Map<string, number>();
  /** The path below the base of one of the databases. */
  const below = (shape: string, request: Request) =>
    new URL(request.url).pathname.slice(`${simulationPath}/${shape}`.length);
  return new Hono()
    .basePath(simulationPath)
    .post('/aliyun/', async (c) => marked(await aliyunAnswer(c.req.raw, troubled, nonces, ports)))
    .post('/tencent/', async (c) => marked(await tencentAnswer(c.req.raw, troubled, ports)))
    .post('/baidu/*', async ({ req: { raw } }) =>
      marked(await baiduAnswer(below('baidu', raw), raw, troubled, tokens, ports)),
    )
    .post('/ctid/*', async ({ req: { raw } }) =>
      marked(await ctidAnswer(below('ctid', raw), raw, troubled, serials, ports)),
    )
    .post('/gateway/', async (c) => marked(await gatewayAnswer(c.req.raw, troubled, nonces, ports)));
}

/** A set that forgets its oldest members, so that a long run does not fill the memory. */
function bounded(most = 10_000): Set<string> {
  const members = new Set<string>();
  const add = members.add.bind(members);
  members.add = (member) => {
    const [oldest] = members;
    if (members.size >= most && oldest !== undefined) members.delete(oldest);
    return add(member);
  };
  return members;
}
