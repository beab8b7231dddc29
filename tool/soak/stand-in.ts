/**
 * The simulated databases in this process, which outlives the worker. They answer as real ones, without the sandbox's mark, and
 * count what they received.
 */
import { serve } from '@hono/node-server';
import { once } from 'node:events';
import type { Server as HttpServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { sandboxHeader } from '../../worker/authority/exchange.ts';
import type { ReceivedQuestion } from '../../worker/sandbox/authority/received.ts';
import { authoritySimulation, simulationPath } from '../../worker/sandbox/authority/simulation.ts';
import type { Moment } from './killer.ts';

export interface StandIns {
  readonly origin: string;
  /** Every question that the authority received, in order. */
  readonly questions: readonly ReceivedQuestion[];
  readonly stop: () => Promise<void>;
}

export const gatewayOf = (origin: string): string => `${origin}${simulationPath}/gateway/`;

export async function startStandIns(note: (moment: Moment) => void): Promise<StandIns> {
  const questions: ReceivedQuestion[] = [];
  const authority = authoritySimulation({
    received: { add: async (question) => void questions.push(question), list: async () => questions },
    now: () => Date.now(),
    pause: async (ms) => {
      await sleep(ms);
    },
  });
  const server = serve({
    hostname: '127.0.0.1',
    port: 0,
    fetch: async (request) => {
      note('received');
      const { body, status, headers } = await authority.fetch(request);
      const unmarked = new Headers(headers);
      unmarked.delete(sandboxHeader);
      // After the answer has left this process.
      setImmediate(() => note('replied'));
      return new Response(body, { status, headers: unmarked });
    },
  }) as HttpServer;
  if (!server.listening) await once(server, 'listening');
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    questions,
    stop: async () => {
      server.closeAllConnections();
      server.close();
    },
  };
}
