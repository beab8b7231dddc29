/**
 * The whole app over the in-memory host: which policy judges a session if another one becomes current before its end.
 */
import { decodeJwt } from 'jose';
import { describe, expect, it } from 'vitest';
import type { EvidenceBundle, Replayed } from '#protocol/capture/evidence-bundle.ts';
import type { Policy } from '#protocol/policy/policy.ts';
import { createPolicies, policy } from '#protocol/policy/registry.ts';
import type { ProviderSession } from '#protocol/session/session.ts';
import { sandboxSecret } from '../../../worker/config.ts';
import { sandboxKeys, sandboxTenants } from '../../../worker/tenant/sandbox-tenants.ts';
import { synthetically } from '../../../assess/synthetic/capture.ts';
import { createdFiler, Filer, readyFiler, revealForm } from '../../../assess/synthetic/filer.ts';
import { createMemoryHost } from '../../contract/memory-host.ts';
import { createSite, origin, type TestSite } from '../../contract/site.ts';

/** The present policy with other numbers: no synthetic filer passes it, and one failed attempt ends a session. */
const strict: Policy = {
  ...policy,
  version: policy.version + 1,
  attempts: { ...policy.attempts, total: 1 },
  trace: { ...policy.trace, minRateHz: 60 },
};
const other: Policy = { ...policy, name: 'other', version: 1 };

/** Deploys verifiers with different policies, one after the other, over one storage and one clock. */
function deployments() {
  const host = createMemoryHost();
  const config = { sandbox: true, issuer: origin, version: '0.1.0', secret: sandboxSecret, tenants: sandboxTenants };
  const clock = { nowMs: 1_800_000_000_000 };
  return (...policies: Policy[]) => createSite(host.portsWith(createPolicies(policies)), config, clock);
}

/** The same filer at another deployment. */
const movedTo = (site: TestSite, { session, keyPair }: Filer<TestSite>) => new Filer(site, session, keyPair);

/** One attempt from challenge to result. */
async function attempt(filer: Filer<TestSite>) {
  const challenge = await filer.challenge();
  // All policies here have the same times.
  const capture = await filer.capture(challenge, synthetically(), policy);
  await filer.expect('POST', '/attestations', { form: revealForm(capture, await filer.spend(capture)) });
  return challenge.payload;
}

const readByProvider = async ({ host, session }: Filer<TestSite>, key: string = sandboxKeys.provider) => {
  const response = await host.asProvider('GET', `/v1/sessions/${session.id}`, { key });
  return (await response.json()) as ProviderSession;
};

const codeOf = async (response: Response) => ((await response.json()) as { code?: string }).code;

describe('a session', () => {
  it('is judged by the version that it was created under, even if another is deployed before its end', async () => {
    const deploy = deployments();
    const filer = movedTo(deploy(strict, policy), await readyFiler(deploy(policy)));
    const challenge = await attempt(filer);
    expect(challenge).toMatchObject({
      policy: { version: policy.version },
      limits: { minRateHz: policy.trace.minRateHz },
    });

    const session = await readByProvider(filer);
    const pin = { name: policy.name, version: policy.version };
    expect(session).toMatchObject({ verdict: 'bona-fide', policy: pin, attempts: { left: policy.attempts.total } });
    expect(decodeJwt(session.result!)).toMatchObject({ policy: pin, verdict: 'bona-fide' });
  });

  it('is judged by the new version if it is created after the deployment', async () => {
    const deploy = deployments();
    await readyFiler(deploy(policy));
    const filer = await readyFiler(deploy(strict, policy));
    expect(await attempt(filer)).toMatchObject({ policy: { version: strict.version }, limits: { minRateHz: 60 } });
    const session = await readByProvider(filer);
    const pin = { name: strict.name, version: strict.version };
    expect(session).toMatchObject({ state: 'failed', verdict: 'undetermined', policy: pin, attempts: { left: 0 } });
    expect(decodeJwt(session.result!)).toMatchObject({ policy: pin });
  });

  it('keeps its version when its creator repeats the request', async () => {
    const deploy = deployments();
    const headers = { 'Idempotency-Key': 'order-1' };
    const create = async (site: TestSite) => {
      const response = await site.asProvider('POST', '/v1/sessions', { body: {}, headers });
      return (await response.json()) as { id: string };
    };
    const { id } = await create(deploy(policy));
    const site = deploy(strict, policy);
    expect((await create(site)).id).toBe(id);
    const session = (await (await site.asProvider('GET', `/v1/sessions/${id}`)).json()) as ProviderSession;
    expect(session.policy).toEqual({ name: policy.name, version: policy.version });
  });

  it('may be created under any known policy by its name', async () => {
    const site = deployments()(strict, policy, other);
    const pinOf = async (name: string) => (await readByProvider(await createdFiler(site, { policy: name }))).policy;
    expect(await pinOf('other')).toEqual({ name: 'other', version: 1 });
    expect(await pinOf(policy.name)).toEqual({ name: policy.name, version: strict.version });
    const refused = await site.asProvider('POST', '/v1/sessions', { body: { policy: 'unknown' } });
    expect([refused.status, await codeOf(refused)]).toEqual([400, 'policy-unknown']);
  });
});

describe('a replay', () => {
  const key = sandboxKeys.assessor;

  /** A bundle that was appraised under the present policy. */
  async function appraised(deploy: ReturnType<typeof deployments>): Promise<EvidenceBundle> {
    const filer = await readyFiler(deploy(policy), {}, key);
    const { id } = await attempt(filer);
    const path = `/v1/sessions/${filer.session.id}/bundles/${id}`;
    return (await (await filer.host.asProvider('GET', path, { key })).json()) as EvidenceBundle;
  }

  it.each([
    ['the bundle’s own version', [strict, policy], policy.version, 'bona-fide'],
    ['the newest version of its name if its own is gone', [other, strict], strict.version, 'undetermined'],
  ] as const)('uses %s, and names it', async (_, all, version, verdict) => {
    const deploy = deployments();
    const body = await appraised(deploy);
    const response = await deploy(...all).asProvider('POST', '/v1/replays', { body, key });
    const replayed = (await response.json()) as Replayed;
    expect(replayed).toMatchObject({ policy: { name: policy.name, version }, appraisal: { verdict } });
  });

  it('is refused if no policy has its name', async () => {
    const deploy = deployments();
    const body = await appraised(deploy);
    const response = await deploy(other).asProvider('POST', '/v1/replays', { body, key });
    expect([response.status, await codeOf(response)]).toEqual([400, 'policy-unknown']);
  });
});
