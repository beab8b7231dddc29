/**
 * A slow line between a browser and the verifier: a SOCKS proxy that lets bytes pass upwards only at a rate, over all connections
 * together. Downwards it is as fast as the machine.
 */
import { connect, createServer, type Socket } from 'node:net';
import { setTimeout } from 'node:timers/promises';

/** Bytes that pass at once: small, so that connections share the line. */
const pieceBytes = 512;

export interface SlowLine {
  /** Flags with which Chromium uses it, also for this machine. */
  readonly flags: readonly string[];
  /** Bits a second from now on. */
  setRate(bitsPerS: number): void;
  /** Bytes that have passed upwards. */
  passed(): number;
  close(): void;
}

export async function openSlowLine(bitsPerS: number): Promise<SlowLine> {
  let rate = bitsPerS;
  let passed = 0;
  let freeAtMs = 0;
  const sockets = new Set<Socket>();

  /** Waits until the line has carried this many bytes, after those before them. */
  async function carry(bytes: number): Promise<void> {
    passed += bytes;
    freeAtMs = Math.max(freeAtMs, performance.now()) + (bytes * 8_000) / rate;
    const waitMs = freeAtMs - performance.now();
    if (waitMs > 1) await setTimeout(waitMs);
  }

  async function upwards(from: AsyncIterable<Buffer>, to: Socket): Promise<void> {
    for await (const chunk of from) {
      for (let at = 0; at < chunk.length; at += pieceBytes) {
        const piece = chunk.subarray(at, at + pieceBytes);
        await carry(piece.length);
        to.write(piece);
      }
    }
    to.end();
  }

  const server = createServer((client) => {
    sockets.add(client);
    client.on('close', () => sockets.delete(client)).on('error', () => client.destroy());
    void serve(client).catch(() => client.destroy());
  });

  async function serve(client: Socket): Promise<void> {
    // RFC 1928: greeting, then a request to connect to a host name or an IPv4 address.
    await read(client);
    client.write(Uint8Array.of(5, 0));
    const request = await read(client);
    const isName = request[3] === 3;
    const host = isName ? request.toString('latin1', 5, 5 + request[4]!) : request.subarray(4, 8).join('.');
    const target = connect(request.readUInt16BE(request.length - 2), host);
    sockets.add(target);
    target.on('close', () => (sockets.delete(target), client.destroy())).on('error', () => client.destroy());
    client.on('close', () => target.destroy());
    await new Promise((resolve) => target.once('connect', resolve));
    client.write(Uint8Array.of(5, 0, 0, 1, 0, 0, 0, 0, 0, 0));
    target.pipe(client);
    await upwards(client, target);
  }

  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as { port: number };
  return {
    flags: [`--proxy-server=socks5://127.0.0.1:${port}`, '--proxy-bypass-list=<-loopback>'],
    setRate: (next) => void (rate = next),
    passed: () => passed,
    close() {
      server.close();
      for (const socket of sockets) socket.destroy();
    },
  };
}

const read = (socket: Socket): Promise<Buffer> => new Promise((resolve) => socket.once('data', resolve));
