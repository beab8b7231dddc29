/** What the running worker opens to this machine: the site, and nothing else that answers. */
import { readdirSync, readFileSync, readlinkSync } from 'node:fs';
import { expect, inject, it } from 'vitest';

const served = Number(new URL(inject('origin')).port);

/** Ids of all processes of a process group. */
const processesOf = (group: number): string[] =>
  readdirSync('/proc').filter((id) => {
    try {
      // The fields after the command's name, which may contain blanks: state, parent, process group.
      return (
        /^\d+$/.test(id) && readFileSync(`/proc/${id}/stat`, 'utf8').split(') ').at(-1)!.split(' ')[2] === `${group}`
      );
    } catch {
      return false; // ended meanwhile
    }
  });

/** Inodes of the sockets that a process has open. */
const socketsOf = (id: string): string[] =>
  readdirSync(`/proc/${id}/fd`).flatMap((descriptor) => {
    try {
      return /^socket:\[(\d+)\]$/.exec(readlinkSync(`/proc/${id}/fd/${descriptor}`))?.[1] ?? [];
    } catch {
      return []; // closed meanwhile
    }
  });

/** Where the processes of the group listen, as `address:port`. @see proc(5): /proc/net/tcp */
function listening(group: number): { host: string; port: number }[] {
  const own = new Set(processesOf(group).flatMap(socketsOf));
  return ['/proc/net/tcp', '/proc/net/tcp6'].flatMap((table) =>
    readFileSync(table, 'utf8')
      .trim()
      .split('\n')
      .slice(1)
      .map((line) => line.trim().split(/\s+/))
      .filter(([, , , state, , , , , , inode]) => state === '0A' && own.has(inode!))
      .map(([, local]) => {
        const [host, port] = local!.split(':');
        return { host: host!, port: Number.parseInt(port!, 16) };
      }),
  );
}

/** 127.0.0.1, in the byte order of the table. */
const loopback = '0100007F';

/** What a port answers to a request. */
async function answerOf(port: number, path: string): Promise<string> {
  const answer = await fetch(`http://127.0.0.1:${port}${path}`, { redirect: 'manual' });
  return `${path} ${answer.status} ${await answer.text()}`;
}

it.runIf(process.platform === 'linux')('listens on the loopback alone, and opens no inspector', async () => {
  const all = listening(inject('group'));
  expect(all).toContainEqual({ host: loopback, port: served });
  expect(all.every(({ host }) => host === loopback)).toBe(true);
  // An inspector lists its targets at /json. Between themselves wrangler and workerd use ports that refuse all others, or that
  // serve the same site.
  for (const path of ['/json', '/json/list', '/json/version', '/ws', '/healthz']) {
    const own = await answerOf(served, path);
    expect(own).not.toContain('webSocketDebuggerUrl');
    for (const { port } of all) expect([own, `${path} 403 Forbidden`]).toContain(await answerOf(port, path));
  }
});
