/** No request may contain a field that its route does not know: a misspelt one would be ignored, and nobody would notice. */
import { beforeAll, describe, expect, it } from 'vitest';
import { limits } from '#protocol/limits.ts';
import { policies } from '#protocol/policy/registry.ts';
import { sandboxSecret } from '../../../worker/config.ts';
import { sandboxKeys, sandboxTenants } from '../../../worker/tenant/sandbox-tenants.ts';
import { createdFiler, readyFiler } from '../../../assess/synthetic/filer.ts';
import { createMemoryHost } from '../../contract/memory-host.ts';
import { createSite, origin } from '../../contract/site.ts';

const config = { sandbox: true, issuer: origin, version: '0.1.0', secret: sandboxSecret, tenants: sandboxTenants };
const site = createSite(createMemoryHost().portsWith(policies), config);

/** The parts of JSON Schema that the requests use. */
interface Schema {
  readonly type?: string | readonly string[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly additionalProperties?: unknown;
  readonly items?: Schema;
  readonly minItems?: number;
  readonly prefixItems?: readonly Schema[];
  readonly oneOf?: readonly Schema[];
  readonly anyOf?: readonly Schema[];
  readonly allOf?: readonly Schema[];
  readonly const?: unknown;
  readonly enum?: readonly unknown[];
  readonly pattern?: string;
  readonly minLength?: number;
  readonly minimum?: number;
  readonly exclusiveMinimum?: number;
}

interface Route {
  readonly security?: readonly Readonly<Record<string, unknown>>[];
  readonly requestBody?: { readonly content: Readonly<Record<string, { readonly schema: Schema }>> };
}

interface JsonRoute {
  readonly method: string;
  readonly path: string;
  readonly isFilers: boolean;
  /** Of which an API key needs one. */
  readonly scopes?: readonly string[];
  readonly schema: Schema;
}

/** Every route of the OpenAPI document that takes JSON. */
async function jsonRoutes(): Promise<JsonRoute[]> {
  const document = await (await site.app.request(`${origin}/openapi.json`)).json();
  const { paths } = document as { paths: Record<string, Record<string, Route>> };
  return Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).flatMap(([method, { requestBody, security = [] }]) => {
      const schema = requestBody?.content['application/json']?.schema;
      const scopes = security.flatMap(({ provider }) => (provider as readonly string[] | undefined) ?? []);
      const isFilers = 'filer' in (security[0] ?? {});
      return schema ? [{ method: method.toUpperCase(), path, schema, isFilers, scopes }] : [];
    }),
  );
}

const texts = ['A', '1.2.3', 'https://filing.example/', 'A'.repeat(86)];

/** Values that match the schema, so that each alternative and each optional field is in one of them. */
function samplesOf(schema: Schema): unknown[] {
  const { type, properties, items, prefixItems, minItems = 1, pattern, minLength = 1, oneOf, anyOf } = schema;
  if ('const' in schema) return [schema.const];
  if (schema.enum) return [schema.enum[0]];
  const alternatives = oneOf ?? anyOf;
  if (alternatives) return alternatives.flatMap(samplesOf);
  // A filing record: it has a check of its own, which names every fault by its path (test/workerd/case.test.ts).
  if (isRecord(schema)) return [{}];
  if (properties) {
    const fields = Object.entries(properties).map(([name, field]) => [name, samplesOf(field)] as const);
    const count = Math.max(1, ...fields.map(([, samples]) => samples.length));
    return Array.from({ length: count }, (_, n) =>
      Object.fromEntries(fields.map(([name, samples]) => [name, samples[n % samples.length]])),
    );
  }
  if (prefixItems) return [prefixItems.map((item) => samplesOf(item)[0])];
  if (items) return samplesOf(items).map((item) => Array.from({ length: minItems }, () => item));
  if (type === 'integer' || type === 'number') return [schema.minimum ?? (schema.exclusiveMinimum ?? 0) + 1];
  if (type === 'boolean') return [true];
  if (type === 'null') return [null];
  const text = texts
    .map((each) => each.padEnd(minLength, 'A'))
    .find((each) => new RegExp(pattern ?? '').test(each) && (schema as { format?: string }).format !== 'uri');
  return [text ?? texts[2]];
}

/** An object with any keys, such as a record or the fields of a document. */
const isRecord = ({ type, properties }: Schema): boolean => type === 'object' && !properties;

/** The paths of all objects in a value of the schema, but for those with any keys. */
function objectsIn(value: unknown, schema: Schema, path: readonly string[] = []): (readonly string[])[] {
  if (typeof value !== 'object' || value === null || isRecord(schema)) return [];
  const fields = Object.assign({}, ...[schema, ...(schema.oneOf ?? schema.anyOf ?? [])].map((each) => each.properties));
  const of = (name: string): Schema =>
    Array.isArray(value) ? (schema.items ?? {}) : ((fields as Record<string, Schema>)[name] ?? {});
  const below = Object.entries(value).flatMap(([name, field]) => objectsIn(field, of(name), [...path, name]));
  return Array.isArray(value) ? below : [path, ...below];
}

/** A copy of the value with one more field in the object at the path. */
function withField(value: unknown, path: readonly string[], name: string): unknown {
  const copy = structuredClone(value) as object;
  const target = path.reduce((at, step) => (at as Record<string, object>)[step]!, copy);
  Object.defineProperty(target, name, { value: 'x', enumerable: true });
  return copy;
}

/** Schemas of objects that accept a field which they do not list, by their paths. */
function openObjects(schema: Schema, path = 'request'): string[] {
  const own = schema.properties && schema.additionalProperties !== false ? [path] : [];
  const below = Object.entries(schema.properties ?? {}).flatMap(([name, field]) =>
    openObjects(field, `${path}.${name}`),
  );
  const all = [...(schema.oneOf ?? []), ...(schema.anyOf ?? []), ...(schema.allOf ?? [])];
  return [
    ...own,
    ...below,
    ...(schema.items ? openObjects(schema.items, `${path}[]`) : []),
    ...all.flatMap((each) => openObjects(each, path)),
  ];
}

/** A session either belongs to a case, and names its subject by an id, or says itself what it is for. */
function consistent(sample: unknown): unknown {
  if (typeof sample !== 'object' || sample === null || !('case' in sample) || !('subject' in sample)) return sample;
  const { case: id, filing, ...session } = sample as { case: unknown; filing?: unknown; subject: unknown };
  return typeof session.subject === 'string' ? { ...session, case: id } : { ...session, filing };
}

let routes: JsonRoute[];
let filer: Awaited<ReturnType<typeof createdFiler<typeof site>>>;
beforeAll(async () => {
  routes = await jsonRoutes();
  filer = await readyFiler(site);
});

async function send(
  { method, path, isFilers, scopes = [] }: JsonRoute,
  body: unknown,
): Promise<{ code?: string; detail?: string }> {
  const filled = path.replace('/v1/sessions/{id}', '').replace('{challengeId}', 'c').replace('{n}', '0');
  const key = scopes.includes('review') ? sandboxKeys.reviewer : sandboxKeys.assessor;
  const response = await (isFilers
    ? filer.send(method, filled, { json: body })
    : site.asProvider(method, path, { body, key, headers: { 'If-Match': '1' } }));
  return (await response.json()) as { code?: string; detail?: string };
}

describe('the requests of the OpenAPI document', () => {
  it('are found', () => {
    expect(routes.map(({ method, path }) => `${method} ${path}`)).toEqual(
      expect.arrayContaining([
        'POST /v1/sessions',
        'POST /v1/sessions/{id}/evidence',
        'POST /v1/replays',
        'POST /v1/cases',
        'PUT /v1/cases/{id}/documents/{kind}',
        'POST /v1/cases/{id}/reviews',
      ]),
    );
  });

  it('have only objects that list all their fields', () => {
    for (const { path, schema } of routes) expect(openObjects(schema), path).toEqual([]);
  });

  it('match their schemas if they have no further field', async () => {
    for (const route of routes) {
      for (const sample of samplesOf(route.schema).map(consistent)) {
        expect((await send(route, sample)).code, JSON.stringify(sample)).not.toBe('request-malformed');
      }
    }
  });

  it.each(['organizer', 'constructor', 'toString', '__proto__'])(
    'are refused with a further field %s in any object, and its place is named',
    async (name) => {
      let refused = 0;
      for (const route of routes) {
        for (const sample of samplesOf(route.schema)) {
          for (const path of objectsIn(sample, route.schema)) {
            const body = withField(sample, path, name);
            const { code, detail } = await send(route, body);
            expect([code, detail], JSON.stringify(body)).toEqual([
              'request-malformed',
              expect.stringContaining(`${path.join('.') || 'request'}: Unrecognized key: "${name}"`),
            ]);
            refused += 1;
          }
        }
      }
      expect(refused).toBeGreaterThan(20);
    },
  );
});

const create = (body: unknown) => send({ method: 'POST', path: '/v1/sessions', isFilers: false, schema: {} }, body);

describe('fields that need each other', () => {
  it.each([
    ['a filing without its organiser', { filing: { domains: ['a.example'] } }, 'filing.organiser: '],
    ['an empty filing', { filing: {} }, 'filing.organiser: '],
    ['an organiser that cannot be seen', { filing: { organiser: '\u200B\u2060' } }, 'filing.organiser: '],
    ['an organiser that is read backwards', { filing: { organiser: 'a\u202Eb' } }, 'filing.organiser: '],
    ['an organiser of blanks only', { filing: { organiser: ' \u3000' } }, 'filing.organiser: '],
    ['a service without its number', { subject: { role: 'service' } }, 'subject.service: '],
    ['an organiser with the number of a service', { subject: { role: 'organiser', service: 1 } }, 'subject: '],
    ['a number without a role', { subject: { service: 1 } }, 'subject.role: '],
  ])('are checked together: %s', async (_, body, place) => {
    const { code, detail } = await create(body);
    expect([code, detail]).toEqual(['request-malformed', expect.stringContaining(place)]);
  });
});

describe('a body that is not declared as JSON', () => {
  it.each([{}, { 'Content-Type': 'text/plain' }, { 'Content-Type': 'application/x-www-form-urlencoded' }])(
    'is refused and not ignored: %o',
    async (type) => {
      const body = new TextEncoder().encode(JSON.stringify({ filing: { organiser: '示例公司' } }));
      for (const path of ['/v1/sessions', '/demo/api/sessions']) {
        const headers = { Authorization: `Bearer ${sandboxKeys.provider}`, ...type };
        const response = await site.app.request(`${origin}${path}`, { method: 'POST', headers, body });
        const detail = 'Content-Type: expected application/json';
        expect(await response.json(), path).toMatchObject({ code: 'request-malformed', detail });
      }
    },
  );
});

describe('a signed statement with a further field', () => {
  it('is refused, its place is named, and the log does not repeat the name', async () => {
    const own = await readyFiler(createSite(createMemoryHost().portsWith(policies), config));
    const capture = await own.capture(await own.challenge());
    const attester = { version: '0.1.0', backend: 'wasm', fallbacks: [], mesh: 'attention', models: 'A'.repeat(43) };
    const changes = { attester: { ...attester, zhangSan: 1 } } as Parameters<typeof own.evidence>[1];
    const refused = await own.send('POST', '/evidence', { json: await own.evidence(capture, changes) });
    const detail = 'attester: Unrecognized key: "zhangSan"';
    expect(await refused.json()).toMatchObject({ code: 'evidence-malformed', detail });
    expect(own.host.lines).toMatchObject([{ code: 'evidence-malformed', cause: 'attester: unrecognized_keys' }]);
  });
});

describe('the demo’s backend', () => {
  const post = async (body: string) => {
    const headers = { 'Content-Type': 'application/json' };
    const response = await site.app.request(`${origin}/demo/api/sessions`, { method: 'POST', headers, body });
    return response.json();
  };

  it('refuses a further field, and names its place', async () => {
    for (const [body, detail] of [
      [{ organizer: 'x' }, 'request: Unrecognized key: "organizer"'],
      [{ filing: { organiser: 'x', organizer: 'x' } }, 'filing: Unrecognized key: "organizer"'],
    ] as const) {
      expect(await post(JSON.stringify(body))).toMatchObject({ code: 'request-malformed', detail });
    }
  });

  it('refuses a body over the limit', async () => {
    const organiser = 'x'.repeat(limits.body.jsonBytes);
    expect(await post(JSON.stringify({ filing: { organiser } }))).toMatchObject({ code: 'request-too-large' });
  });
});
