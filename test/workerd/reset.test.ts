/** A deployment resets every Durable Object: calls under way fail with a marked error, and their stubs stay broken. */
import { env } from 'cloudflare:workers';
import { describe, expect, it } from 'vitest';
import { durableSessions, type DurableSession } from '../../worker/host/cloudflare/capture-session.ts';
import { durableKeys, type KeyRing } from '../../worker/host/cloudflare/key-ring.ts';
import { createdFiler, Filer } from '../../assess/synthetic/filer.ts';
import { createHost } from './host.ts';

const resetError = () =>
  Object.assign(new Error('Durable Object reset because its code was updated.'), { retryable: true });

/**
 * The namespace, in which a number of calls fail. Each stub works until a call of it has failed.
 *
 * @param when whether the object does what is asked before the answer is lost
 */
function resetting<T extends Rpc.DurableObjectBranded>(
  namespace: DurableObjectNamespace<T>,
  failures: number,
  when: 'before' | 'after' = 'before',
  error: () => Error = resetError,
) {
  let left = failures;
  let calls = 0;
  const stubOf = (name: string) => {
    const stub = namespace.getByName(name);
    let isBroken = false;
    return new Proxy(stub, {
      get:
        (target, method) =>
        async (...args: unknown[]) => {
          calls += 1;
          if (isBroken) throw error();
          const run = () =>
            (target as unknown as Record<PropertyKey, (...given: unknown[]) => unknown>)[method]!(...args);
          if (left === 0) return run();
          left -= 1;
          isBroken = true;
          if (when === 'after') await run();
          throw error();
        },
    });
  };
  return { namespace: { getByName: stubOf } as unknown as DurableObjectNamespace<T>, calls: () => calls };
}

const hostWith = (namespace: DurableObjectNamespace<DurableSession>) =>
  createHost({}, { sessions: durableSessions(namespace) });

describe('a call of the provider', () => {
  describe.each(['before', 'after'] as const)('whose object is reset %s it has run', (when) => {
    it('creates one session', async () => {
      const { namespace } = resetting(env.SESSIONS, 1, when);
      const created = await hostWith(namespace).asProvider('POST', '/v1/sessions', { body: { locale: 'en' } });
      expect(created.status).toBe(201);
      const { id } = await created.json<{ id: string }>();
      expect((await createHost().asProvider('GET', `/v1/sessions/${id}`)).status).toBe(200);
    });

    it.each([
      ['GET', 200],
      ['DELETE', 204],
    ])('is answered: %s', async (method, status) => {
      const { session } = await createdFiler(createHost());
      const { namespace } = resetting(env.SESSIONS, 1, when);
      const response = await hostWith(namespace).asProvider(method, `/v1/sessions/${session.id}`);
      expect(response.status).toBe(status);
    });

    it('gets the keys', async () => {
      const { namespace } = resetting(env.KEY_RING as DurableObjectNamespace<KeyRing>, 1, when);
      const keys = durableKeys(namespace, env.BEIHE_SECRET);
      expect((await keys.ring(Date.now())).published.keys.length).toBeGreaterThan(0);
    });
  });

  it.each([
    ['a second reset', 2, resetError],
    ['an overloaded object', 1, () => Object.assign(new Error('overloaded'), { retryable: true, overloaded: true })],
    ['an error that is not a reset', 1, () => new Error('a bug')],
  ])('fails after %s', async (_, failures, error) => {
    const { namespace, calls } = resetting(env.SESSIONS, failures, 'before', error);
    expect((await hostWith(namespace).asProvider('POST', '/v1/sessions', { body: {} })).status).toBe(500);
    expect(calls()).toBe(failures);
  });
});

describe('a call of the filer', () => {
  it('is not repeated by the host, because its proof may be used up; the widget sends it again', async () => {
    const { session, keyPair } = await createdFiler(createHost());
    const { namespace, calls } = resetting(env.SESSIONS, 1, 'after');
    const moved = new Filer(hostWith(namespace), session, keyPair);
    expect((await moved.send('GET', '')).status).toBe(500);
    expect(calls()).toBe(1);
    expect((await moved.send('GET', '')).status).toBe(200);
  });
});
