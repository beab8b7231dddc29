/**
 * Authority, bureau and the provider's webhook in this process, which outlives the worker. They answer as real ones, without the
 * sandbox's mark, and count what they received.
 */
import { serve } from '@hono/node-server';
import { once } from 'node:events';
import type { Server as HttpServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { Webhook } from 'standardwebhooks';
import type { FeedEvent } from '#protocol/delivery/event.ts';
import { sandboxHeader } from '../../worker/authority/exchange.ts';
import type { ReceivedQuestion } from '../../worker/sandbox/authority/received.ts';
import { authoritySimulation, simulationPath } from '../../worker/sandbox/authority/simulation.ts';
import { bureauPath } from '../../worker/sandbox/bureau/account.ts';
import { totals, type Totals } from '../../worker/sandbox/bureau/books.ts';
import { bureauSimulation } from '../../worker/sandbox/bureau/simulation.ts';
import { changeSwitch } from '../../worker/sandbox/bureau/switch.ts';
import { settle } from '../../worker/sandbox/bureau/stage.ts';
import { sandboxBureau } from '../../worker/sandbox/bureau/account.ts';
import { memoryRows } from '../memory-rows.ts';
import { filedIn, type Filed } from './filed.ts';
import type { Moment } from './killer.ts';
import { News } from './news.ts';

export interface StandIns {
  readonly origin: string;
  /** Every question that the authority received, in order. */
  readonly questions: readonly ReceivedQuestion[];
  /** What the bureau's books add up to now. */
  readonly books: () => Totals;
  /** What the bureau has accepted. */
  readonly filed: () => Filed[];
  /** Ids of the events that the webhook received and took, each as often as it came. */
  readonly told: string[];
  /** Which cases those events were about. */
  readonly news: News;
  /** Messages that were not signed as they should be. */
  readonly unsigned: string[];
  /** The secret that signs. */
  signedBy: string | undefined;
  readonly stop: () => Promise<void>;
}

export const gatewayOf = (origin: string): string => `${origin}${simulationPath}/gateway/`;
export const bureauOf = (origin: string): string => `${origin}${bureauPath}/`;

/** Outside the sandbox webhooks go to public names only; the soaked worker sends those of this one here. */
export const webhookAddress = 'https://webhook.soak.example/webhook';
const webhookPath = new URL(webhookAddress).pathname;

/** Every so many messages the webhook fails, so that it is sent again. */
const failsEach = 25;

export async function startStandIns(note: (moment: Moment) => void): Promise<StandIns> {
  const questions: ReceivedQuestion[] = [];
  const told: string[] = [];
  const unsigned: string[] = [];
  const news = new News();
  const rows = memoryRows();
  const ports = {
    now: () => Date.now(),
    pause: async (ms: number) => {
      await sleep(ms);
    },
    random: (length: number) => crypto.getRandomValues(new Uint8Array(length)),
  };
  const authority = authoritySimulation({
    received: { add: async (question) => void questions.push(question) },
    ...ports,
  });
  const bureau = bureauSimulation(rows, ports);
  changeSwitch(rows, { times: 0, answersItself: true, delayMs: 500 }, Date.now());
  let messages = 0;
  const webhook = async (request: Request): Promise<Response> => {
    const body = await request.text();
    const id = request.headers.get('webhook-id') ?? '';
    messages += 1;
    if (messages % failsEach === 0) return new Response(null, { status: 500 });
    try {
      new Webhook(standIns.signedBy!).verify(body, Object.fromEntries(request.headers));
      told.push(id);
      news.tell((JSON.parse(body) as FeedEvent).data.case ?? '');
    } catch (error) {
      unsigned.push(`${id}: ${String(error)}`);
    }
    return new Response(null, { status: 204 });
  };
  const answerTo = async (request: Request): Promise<Response> => {
    const { pathname } = new URL(request.url);
    if (pathname === webhookPath) return webhook(request);
    return pathname.startsWith(bureauPath) ? bureau.fetch(request) : authority.fetch(request);
  };
  const server = serve({
    hostname: '127.0.0.1',
    port: 0,
    fetch: async (request) => {
      note('received');
      const { body, status, headers } = await answerTo(request);
      const unmarked = new Headers(headers);
      unmarked.delete(sandboxHeader);
      // After the answer has left this process.
      setImmediate(() => note('replied'));
      return new Response(body, { status, headers: unmarked });
    },
  }) as HttpServer;
  if (!server.listening) await once(server, 'listening');
  const standIns: StandIns = {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    questions,
    books: () => {
      settle(rows, sandboxBureau.ispId, Date.now());
      return totals(rows);
    },
    filed: () => filedIn(rows),
    told,
    news,
    unsigned,
    signedBy: undefined,
    stop: async () => {
      server.closeAllConnections();
      server.close();
    },
  };
  return standIns;
}
