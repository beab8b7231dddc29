/** What is on the disk of the real worker before and after a withdrawal. Every file is searched byte by byte. */
import { cp, readdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { deserialize, serialize } from 'node:v8';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { captureOf } from '../../assess/synthetic/capture.ts';
import { readyFiler, revealForm, type Filer } from '../../assess/synthetic/filer.ts';
import { servedSite } from '../../assess/synthetic/served-site.ts';
import { startServer, type Server } from '../../tool/dev-server.ts';
import { sandboxKeys } from '../../worker/tenant/sandbox-tenants.ts';

const organiser = '示例（北京）不存在的科技有限公司';
const domain = 'nobody-files-this.example.cn';

let server: Server;
beforeAll(async () => {
  server = await startServer();
});
afterAll(() => server?.stop());

const asProvider = (method: string, filer: Filer) =>
  fetch(filer.path(), { method, headers: { Authorization: `Bearer ${sandboxKeys.provider}` } });

async function filesOf(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
}

/** The names of those needles that any file of the server contains, also in UTF-16, in which V8 stores Chinese. */
async function found(needles: Readonly<Record<string, Uint8Array | string>>): Promise<string[]> {
  const names = new Set<string>();
  for (const file of await filesOf(server.storage)) {
    const bytes = await readFile(file).catch(() => Buffer.alloc(0)); // deleted meanwhile
    for (const [name, needle] of Object.entries(needles)) {
      const forms =
        typeof needle === 'string' ? [Buffer.from(needle), Buffer.from(needle, 'utf16le')] : [Buffer.from(needle)];
      if (forms.some((form) => bytes.includes(form))) names.add(name);
    }
  }
  return [...names].toSorted();
}

/** The SQLite file of the session’s object. */
async function databaseOf({ session }: Filer): Promise<string> {
  const databases = (await filesOf(join(server.storage, 'v3/do'))).filter((file) => file.endsWith('.sqlite'));
  const own = databases.find((file) => editState(file)?.['id'] === session.id);
  if (!own) throw new Error('the session has no database');
  return own;
}

/**
 * The state in an object’s database; undefined if it has none.
 *
 * @param edit returns what to store in its place. The server must be down for that
 */
function editState(file: string, edit?: (state: Record<string, unknown>) => unknown) {
  const database = new DatabaseSync(file);
  try {
    const hasState = database.prepare("SELECT 1 FROM sqlite_master WHERE name = '_cf_KV'").get();
    const row = hasState && database.prepare("SELECT value FROM _cf_KV WHERE key = 'state'").get();
    if (!row) return undefined;
    const state = deserialize(row['value'] as Uint8Array) as Record<string, unknown>;
    if (edit) database.prepare("UPDATE _cf_KV SET value = ? WHERE key = 'state'").run(serialize(edit(state)));
    return state;
  } finally {
    database.close();
  }
}

/** A filer who has sent evidence and pictures, and what of it must not be found in any file. */
async function appraised() {
  const filer = await readyFiler(servedSite(server.origin), { filing: { organiser, domains: [domain] } });
  const capture: ReturnType<typeof captureOf> = await filer.capture(await filer.challenge());
  const evidence = await filer.evidence(capture);
  const open = await filer.spend(capture);
  await filer.expect('POST', '/attestations', { form: revealForm(capture, open) });
  const { result } = (await (await asProvider('GET', filer)).json()) as { result: string };
  const personal = {
    organiser,
    domain,
    thumbprint: await filer.jkt(),
    picture: capture.jpegs[open[0]!]!,
    trace: evidence.trace.slice(0, 200),
    result: result.slice(-60),
    consent: 'evidence-keeping',
  };
  return { filer, personal };
}

describe('a withdrawal', () => {
  it('leaves no byte of the encrypted state, of the blobs and of the key, and nothing of them was ever in plain', async () => {
    const { filer, personal } = await appraised();
    expect(await found(personal)).toEqual([]);

    const database = await databaseOf(filer);
    const content = editState(database)!['content'] as Uint8Array;
    const stored = await filesOf(join(server.storage, 'v3/r2'));
    const ofBucket = (bucket: string) => stored.filter((file) => file.includes(`/${bucket}/`) && !/sqlite/.test(file));
    const [key] = await Promise.all(ofBucket('beihe-session-keys').map((file) => readFile(file)));
    const blobs = await Promise.all(ofBucket('beihe-evidence').map((file) => readFile(file)));
    expect(blobs.length).toBeGreaterThan(5);
    const encrypted = {
      state: content.subarray(24, 88),
      key: key!,
      ...Object.fromEntries(blobs.map((blob, n) => [`blob ${n}`, blob.subarray(0, 64)])),
    };
    expect(await found(encrypted)).toEqual(Object.keys(encrypted).toSorted());

    expect((await filer.send('DELETE', '')).status).toBe(204);
    expect(await found({ ...personal, ...encrypted })).toEqual([]);
    await server.crash();
    expect(await found({ ...personal, ...encrypted })).toEqual([]);
    expect((await asProvider('GET', filer)).status).toBe(410);
  });

  it('cannot be undone with a copy of the databases and blobs from before', async () => {
    const { filer, personal } = await appraised();
    const copied = ['v3/do/beihe-CaptureSession', 'v3/r2/beihe-evidence'];
    const backup = `${server.storage}-backup`;
    await server.crash(() => cp(server.storage, backup, { recursive: true }));
    expect((await asProvider('DELETE', filer)).status).toBe(204);
    await server.crash(async () => {
      for (const folder of copied) {
        await rm(join(server.storage, folder), { recursive: true });
        await cp(join(backup, folder), join(server.storage, folder), { recursive: true });
      }
      await rm(backup, { recursive: true });
    });
    const read = await asProvider('GET', filer);
    expect([read.status, await read.json()]).toMatchObject([410, { code: 'session-withdrawn' }]);
    expect(await found(personal)).toEqual([]);
  });

  it('of a session that was stored in plain, by an earlier version, clears its database', async () => {
    const filer = await readyFiler(servedSite(server.origin), { filing: { organiser: 'another' } });
    const database = await databaseOf(filer);
    await server.crash(async () => {
      editState(database, ({ id, tenant, createdAtMs, expiresAtMs, deleteAtMs }) => ({
        kind: 'live',
        id,
        tenant,
        createdAtMs,
        expiresAtMs,
        deleteAtMs,
        request: { filing: { organiser, domains: [domain] } },
        proofs: [],
        replaced: [],
        failures: [],
        conclusions: [],
      }));
    });
    expect((await asProvider('GET', filer)).status).toBe(200);
    expect(await found({ organiser, domain })).toEqual(['domain', 'organiser']);
    expect((await asProvider('DELETE', filer)).status).toBe(204);
    expect(await found({ organiser, domain })).toEqual([]);
  });
});
