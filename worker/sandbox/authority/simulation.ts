/**
 * Simulated authority databases. They speak the interfaces of the real ones, check what the real ones check, and answer by test
 * numbers (`test-number.ts`). Every answer is marked as one of the sandbox.
 */
import { Hono } from 'hono';
import type { Connectors } from '../../authority/configuration.ts';
import { aliyunAnswer, sandboxAliyun } from './aliyun.ts';
import { marked, type SimulationPorts } from './play.ts';

export const simulationPath = '/sandbox/authority';

/** The connectors of the embedded sandbox. */
export const simulatedConnectors = (issuer: string): Connectors => ({
  sandbox: { ...sandboxAliyun, endpoint: `${issuer}${simulationPath}/aliyun/` },
});

export function authoritySimulation(ports: SimulationPorts) {
  const troubled = new Set<string>();
  const nonces = new Set<string>();
  return new Hono()
    .basePath(simulationPath)
    .post('/aliyun/', async (c) => marked(await aliyunAnswer(c.req.raw, troubled, nonces, ports)));
}
