/** Every connector against its simulated database, over HTTP on a port of this machine. */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { ComparisonResult } from '#protocol/case/comparison.ts';
import { ask, type AskPorts } from '../../../../worker/authority/ask.ts';
import type { Question } from '../../../../worker/authority/authority.ts';
import { breakerRules, closed, type Breaker } from '../../../../worker/authority/breaker.ts';
import type { ConnectorPorts } from '../../../../worker/authority/ports.ts';
import type { Received } from '../../../../worker/sandbox/authority/received.ts';
import { receivedInMemory } from '../../../contract/received.ts';
import { authoritySimulation } from '../../../../worker/sandbox/authority/simulation.ts';
import { firstCode, troubleScene, type Trouble } from '../../../../worker/sandbox/authority/test-number.ts';
import { operations } from './connectors.ts';
import { serve, type LocalServer } from './local-server.ts';

const matching = 0;
const nowMs = Date.parse('2026-11-30T00:00:00Z');

let server: LocalServer;
let received: Received;
/** Ends the time of every question that the database keeps silent about. */
let silent: (() => void)[] = [];

const never = new Promise<never>(() => undefined);

beforeAll(async () => {
  received = receivedInMemory(1_000);
  const simulation = authoritySimulation({
    received,
    now: () => nowMs,
    pause: () => {
      silent.forEach((end) => end());
      return never;
    },
  });
  server = await serve((request) => simulation.fetch(request));
});
beforeEach(() => {
  silent = [];
});
afterAll(() => server.close());

const ports: ConnectorPorts & AskPorts = {
  fetch: (request) => fetch(request),
  random: (length) => crypto.getRandomValues(new Uint8Array(length)),
  now: () => nowMs,
  sandbox: true,
  // A sending's time is up when the database begins to be silent.
  pause: () => new Promise((resolve) => silent.push(resolve)),
};

const openBreaker = (): Breaker => ({ state: closed });

describe.each(operations)(
  '$name',
  ({ connector, withWrongKey, question, cases, tables, match, secrets, codes = {} }) => {
    const asked = (scene: number, breaker = openBreaker(), sent = 0) =>
      ask(
        connector(server.origin, ports),
        question(scene),
        { id: 'a1b2c3', sent, sending: async () => undefined },
        breaker,
        ports,
      );
    const troubled = (trouble: Trouble) => asked(troubleScene(trouble));
    const latest = async () => (await received.list())[0]!;

    it('matches, and keeps the database’s code and request id', async () => {
      const result = await asked(matching);
      expect(ComparisonResult.parse(result)).toEqual(result);
      expect(result).toMatchObject({ outcome: 'match', sendings: 1, sandbox: true, ...match });
      expect(result).not.toHaveProperty('undocumented');
    });

    it.each(cases.map((each, n) => ({ ...each, scene: firstCode + n })))(
      'reads $code as $gives',
      async ({ code, gives, wrong, scene }) => {
        const result = await asked(scene);
        expect(result).toMatchObject({ outcome: gives, code, sendings: 1 });
        expect(result).not.toHaveProperty('undocumented');
        expect(result.wrong?.toSorted()).toEqual(wrong && [...wrong].toSorted());
      },
    );

    it('has a case for every code of its tables', () => {
      expect(cases.map(({ code }) => code)).toEqual(expect.arrayContaining(tables.flatMap(Object.keys)));
    });

    it('counts a code that no document has as no answer, and says so', async () => {
      expect(await troubled('undocumented')).toMatchObject({
        outcome: 'source-down',
        undocumented: true,
        billed: 'possibly',
        sendings: 1,
      });
    });

    it.each([
      ['busy', { outcome: 'rate-limited', billed: 'no', retryAfterMs: 7_000 }],
      ['html', { outcome: 'source-down', code: 'http-502', billed: 'possibly' }],
      ['half-json', { outcome: 'source-down', code: 'json-malformed', billed: 'possibly' }],
      ['redirect', { outcome: 'source-down', code: 'redirect', billed: 'possibly' }],
      ['content-type', { outcome: 'source-down', code: 'content-type', billed: 'possibly' }],
    ] as const)('does not ask again at once after %s', async (trouble, expected) => {
      const code = codes[trouble] ?? ('code' in expected ? expected.code : 'http-429');
      expect(await troubled(trouble)).toMatchObject({ ...expected, code, sendings: 1 });
    });

    it.each([
      ['silence', 'timed-out'],
      ['cut', 'connection-lost'],
    ] as const)('asks once more after %s, and then gives up: possibly billed', async (trouble, code) => {
      const before = (await received.list()).length;
      const result = await troubled(trouble);
      expect(result).toMatchObject({ outcome: 'source-down', code, billed: 'possibly', sendings: 2 });
      expect((await received.list()).length - before).toBe(2);
    });

    it.each(['silence-first', 'cut-first'] as const)(
      'gets its answer after %s, possibly billed twice',
      async (trouble) => {
        expect(await troubled(trouble)).toMatchObject({ outcome: 'match', billed: 'possibly', sendings: 2 });
      },
    );

    it('with a wrong key is unauthorised, and the result has no secret', async () => {
      const authority = withWrongKey(server.origin, ports);
      const once = { id: 'a1', sent: 0, sending: async () => undefined };
      const result = await ask(authority, question(matching), once, openBreaker(), ports);
      expect(result).toMatchObject({ outcome: 'unauthorised', billed: 'no', sendings: 1 });
      for (const secret of secrets) expect(JSON.stringify(result)).not.toContain(secret);
    });

    it('sends what was asked, and the simulation keeps no credentials', async () => {
      const asking = question(matching);
      await asked(matching);
      const { fields, portrait } = await latest();
      const values = Object.values(fields);
      expect(values).toEqual(expect.arrayContaining(factsOf(asking)));
      expect(portrait !== undefined).toBe(asking.kind === 'person' && asking.portrait !== undefined);
      for (const secret of secrets) expect(JSON.stringify(fields)).not.toContain(secret);
    });

    it('is left alone after failures in a row, and probed once when the time has passed', async () => {
      const breaker = openBreaker();
      const down = troubleScene('html');
      for (let n = 0; n < breakerRules.opensAfter; n += 1) await asked(down, breaker);
      const before = (await received.list()).length;
      expect(await asked(matching, breaker)).toMatchObject({ code: 'breaker-open', billed: 'no', sendings: 0 });
      expect((await received.list()).length).toBe(before);

      const later: AskPorts = { ...ports, now: () => nowMs + breakerRules.openMs };
      const once = { id: 'a1', sent: 0, sending: async () => undefined };
      const probed = ask(connector(server.origin, ports), question(matching), once, breaker, later);
      expect(await probed).toMatchObject({ outcome: 'match' });
      expect(await asked(matching, breaker)).toMatchObject({ outcome: 'match' });
    });
  },
);

const factsOf = (question: Question): string[] =>
  question.kind === 'person'
    ? [question.name, question.number]
    : [question.name, question.creditCode, question.legalRepresentative];
