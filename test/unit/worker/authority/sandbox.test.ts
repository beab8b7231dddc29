/** The simulated databases inside the app, and the page that shows what they received. */
import { describe, expect, it } from 'vitest';
import { checkCreditCode } from '#protocol/document/credit-code.ts';
import { checkResidentId } from '#protocol/document/resident-id.ts';
import { policies } from '#protocol/policy/registry.ts';
import type { Question } from '../../../../worker/authority/authority.ts';
import { authoritiesOf } from '../../../../worker/authority/authorities.ts';
import { createApp } from '../../../../worker/app.ts';
import { sandboxSecret } from '../../../../worker/config.ts';
import { faceCases, unitCases } from '../../../../worker/sandbox/authority/aliyun.ts';
import { receivedInMemory } from '../../../contract/received.ts';
import { simulatedConnectors } from '../../../../worker/sandbox/authority/simulation.ts';
import {
  sceneNumberOf,
  scenesOf,
  testCreditCode,
  testResidentId,
} from '../../../../worker/sandbox/authority/test-number.ts';
import { sandboxTenants } from '../../../../worker/tenant/sandbox-tenants.ts';
import { apiKeyDigest } from '../../../../worker/tenant/tenant.ts';
import { createMemoryHost } from '../../../contract/memory-host.ts';
import { portrait } from './portrait.ts';

const issuer = 'http://localhost:8787';
const nowMs = Date.parse('2026-11-30T00:00:00Z');
const hostPorts = { ...createMemoryHost().portsWith(policies), now: () => nowMs };
const appOf = () =>
  createApp(hostPorts, { sandbox: true, issuer, version: '1', secret: sandboxSecret, tenants: sandboxTenants }).app;

/** Asks through the app’s HTTP routes, as another process would. */
const askerOf = (app: ReturnType<typeof appOf>) =>
  authoritiesOf(simulatedConnectors(issuer), {
    ...hostPorts,
    fetch: async (request) => app.fetch(request),
    sandbox: true,
  }).of(sandboxTenants[0]!);
const once = { id: 'a1', sent: 0, sending: async () => undefined };
const person: Question = { kind: 'person', name: '<b>张三</b>', number: testResidentId(2), portrait };
const unit: Question = { kind: 'unit', name: '示例公司', creditCode: testCreditCode(3), legalRepresentative: '李四' };

const pageOf = async (app: ReturnType<typeof appOf>, lang?: string) =>
  app.request(`${issuer}/sandbox/${lang ? `?lang=${lang}` : ''}`);

describe('the sandbox', () => {
  it('serves the databases, and shows what they received with the portrait', async () => {
    const app = appOf();
    expect(await (await pageOf(app)).text()).toContain('还没有收到请求');
    expect(await askerOf(app).person!.ask(person, once)).toMatchObject({ outcome: 'mismatch', wrong: ['portrait'] });
    expect(await askerOf(app).unit!.ask(unit, once)).toMatchObject({ outcome: 'not-found' });
    const page = await (await pageOf(app)).text();
    expect(page).toContain(`<img src="data:image/jpeg;base64,${Buffer.from(portrait).toString('base64')}"`);
    expect(page).toContain(`<dd>${testResidentId(2)}</dd>`);
    expect(page).toContain('&lt;b&gt;张三');
    expect(page).not.toContain('<b>张三');
    expect(page).toContain('EntElementVerify');
  });

  it('has the page in both languages, without a script', async () => {
    const app = appOf();
    const [chinese, english] = await Promise.all([pageOf(app, 'zh-CN'), pageOf(app, 'en')]);
    expect(chinese.headers.get('content-security-policy')).toContain("default-src 'none'");
    expect(chinese.headers.get('cache-control')).toBe('no-store');
    expect(await chinese.text()).toContain('<html lang="zh-CN">');
    const text = await english.text();
    expect(text).toContain('Test numbers');
    expect(text).not.toMatch(/<script/);
  });

  it('answers only this machine', async () => {
    const stranger = await appOf().request('http://192.0.2.1:8787/sandbox/');
    expect(stranger.status).toBe(421);
  });

  it('is not there outside the sandbox', async () => {
    const key = { id: 'server', digest: apiKeyDigest('its key'), scopes: ['provide'] } as const;
    const tenant = { id: 'one', name: 'One', keys: [key], origins: [] };
    const secret = 'a secret of the operator’s own, long enough';
    const { app } = createApp(hostPorts, { sandbox: false, issuer, version: '1', secret, tenants: [tenant] });
    expect((await pageOf(app)).status).toBe(404);
    expect((await app.request(`${issuer}/sandbox/authority/aliyun/`, { method: 'POST' })).status).toBe(404);
  });

  it('keeps only the latest questions', async () => {
    const received = receivedInMemory(2);
    for (const operation of ['a', 'b', 'c']) {
      await received.add({ atMs: 0, shape: 'aliyun', operation, fields: {}, answered: '200' });
    }
    expect((await received.list()).map(({ operation }) => operation)).toEqual(['c', 'b']);
  });
});

describe('test numbers', () => {
  const scenes = [...scenesOf(faceCases), ...scenesOf(unitCases)].map(({ scene }) => scene);

  it('are valid in every respect, and tell their scene', () => {
    for (const scene of scenes) {
      expect(checkResidentId(testResidentId(scene), nowMs)).toEqual([]);
      expect(checkCreditCode(testCreditCode(scene))).toEqual([]);
      expect(sceneNumberOf(testResidentId(scene))).toBe(scene);
      expect(sceneNumberOf(testCreditCode(scene))).toBe(scene);
    }
  });

  it('are few: no other number plays a scene', () => {
    for (const number of ['110101199003070134', '91110000100000000X', '', '1101011949100'])
      expect(sceneNumberOf(number)).toBeUndefined();
  });
});
