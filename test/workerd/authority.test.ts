/** Every connector in workerd, whose requests, streams and errors are not those of Node. */
import { describe, expect, it } from 'vitest';
import { ask, type AskPorts } from '../../worker/authority/ask.ts';
import { closed } from '../../worker/authority/breaker.ts';
import type { ConnectorPorts } from '../../worker/authority/ports.ts';
import { receivedInMemory } from '../contract/received.ts';
import { authoritySimulation } from '../../worker/sandbox/authority/simulation.ts';
import { troubleScene, type Trouble } from '../../worker/sandbox/authority/test-number.ts';
import { operations } from '../unit/worker/authority/connectors.ts';
import { createHost, origin } from './host.ts';

let silent: (() => void)[] = [];
const simulation = authoritySimulation({
  received: receivedInMemory(),
  now: Date.now,
  pause: () => {
    silent.forEach((end) => end());
    return new Promise(() => undefined);
  },
});
const ports: ConnectorPorts & AskPorts = {
  fetch: async (request) => simulation.fetch(request),
  random: (length) => crypto.getRandomValues(new Uint8Array(length)),
  now: Date.now,
  sandbox: true,
  pause: () => new Promise((resolve) => silent.push(resolve)),
};
const once = { id: 'a1', sent: 0, sending: async () => undefined };

describe.each(operations)('$name', ({ connector, question, match }) => {
  const asked = (scene: number) => {
    silent = [];
    return ask(connector(origin, ports), question(scene), once, { state: closed }, ports);
  };

  it('matches', async () => {
    expect(await asked(0)).toMatchObject({ outcome: 'match', sendings: 1, ...match });
  });

  it.each<[Trouble, object]>([
    ['cut', { code: 'connection-lost', billed: 'possibly', sendings: 2 }],
    ['cut-first', { outcome: 'match', billed: 'possibly', sendings: 2 }],
    ['silence', { code: 'timed-out', billed: 'possibly', sendings: 2 }],
    ['redirect', { code: 'redirect', sendings: 1 }],
    ['html', { code: 'http-502', sendings: 1 }],
    ['busy', { outcome: 'rate-limited', retryAfterMs: 7_000 }],
  ])('in trouble: %s', async (trouble, expected) => {
    expect(await asked(troubleScene(trouble))).toMatchObject(expected);
  });
});

it('the sandbox’s page is served', async () => {
  const page = await createHost().app.request(`${origin}/sandbox/`);
  expect(page.status).toBe(200);
  expect(await page.text()).toContain('测试号码');
});
