/**
 * The simulated system of a bureau (管局). It speaks interface V3.0, checks what the real one checks, keeps books of what it received, and
 * gives out its results later. Every answer is marked as one of the sandbox. It needs nothing but rows, so that it runs in a Durable
 * Object and in any other process.
 */
import { Hono, type Context } from 'hono';
import type { Rows } from '../../retention/rows.ts';
import { readCall } from '../../bureau/v3/soap.ts';
import { marked } from '../authority/play.ts';
import { bureauPath, sandboxBureau } from './account.ts';
import { totals } from './books.ts';
import { answerMessage, MessageReply, shownMessages } from './messages.ts';
import { answerCall, type BureauPorts } from './methods.ts';
import { bureauPages } from './page/pages.ts';
import { receivedIn, receivedPath, type ReceivedQuestion } from '../authority/received.ts';
import { issuesForSender } from '#protocol/schema-issues.ts';
import { localeOf } from '../page/frame.ts';
import { settle } from './stage.ts';
import { changeSwitch, SwitchChange, switchState } from './switch.ts';
import { prepareTables } from './tables.ts';
import { wsdl, type ServiceName } from './wsdl.ts';

const services: readonly (readonly [path: string, ServiceName])[] = [
  [`${bureauPath}/ISPWebService/upDownLoad`, 'ISPWebService'],
  [`${bureauPath}/BeianStatusWebService/queryBeianStatus`, 'BeianStatusWebService'],
];

export function bureauSimulation(rows: Rows, ports: BureauPorts): Hono {
  prepareTables(rows);
  const app = new Hono();
  app.use(async (c, next) => {
    await next();
    c.res = marked(c.res);
  });
  for (const [path, service] of services) {
    app.get(path, (c) => {
      const { origin, searchParams } = new URL(c.req.url);
      if (![...searchParams.keys()].some((key) => key.toLowerCase() === 'wsdl')) return c.notFound();
      return c.body(wsdl(service, origin + path), 200, { 'content-type': 'text/xml;charset=utf-8' });
    });
    app.post(path, async (c) => answerCall(rows, readCall(await c.req.text()), service, ports));
  }
  app.get(`${bureauPath}/books`, (c) => {
    settle(rows, sandboxBureau.ispId, ports.now());
    return c.json(totals(rows));
  });
  app.get(`${bureauPath}/switch`, (c) => c.json(switchState(rows)));
  app.post(`${bureauPath}/switch`, async (c) => {
    const change = SwitchChange.safeParse(await bodyOf(c));
    if (!change.success) return c.json({ error: issuesForSender(change.error, 'the switch') }, 400);
    changeSwitch(rows, change.data, ports.now());
    return isForm(c) ? c.redirect(`/sandbox/?lang=${localeOf(c)}#switch`, 303) : c.json(switchState(rows));
  });
  app.get(`${bureauPath}/messages`, (c) => c.json({ messages: shownMessages(rows) }));
  app.post(`${bureauPath}/messages`, async (c) => {
    const given = MessageReply.safeParse(await bodyOf(c));
    if (!given.success) return c.json({ error: issuesForSender(given.error, 'the answer') }, 400);
    const { code, lastSix } = given.data;
    return answerMessage(rows, code, lastSix, ports.now()) === 'answered'
      ? c.body(null, 204)
      : c.json({ error: 'no open message has this code and this document' }, 400);
  });
  app.post(receivedPath, async (c) => {
    await receivedIn(rows).add((await c.req.json()) as ReceivedQuestion);
    return c.body(null, 204);
  });
  return app.route('/', bureauPages(rows, ports));
}

const isForm = (c: Context): boolean => !(c.req.header('content-type') ?? '').startsWith('application/json');

const bodyOf = async (c: Context): Promise<unknown> =>
  isForm(c) ? c.req.parseBody() : c.req.json().catch(() => undefined);
