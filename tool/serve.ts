/** `npm start`: builds the site and serves it with the worker, on port 8787 or the port of `--port N`. */
import { createServer } from 'node:net';
import { parseOptions, InputError, wholeNumber } from './command-line.ts';
import { originOf, spawnWorker } from './wrangler.ts';

const port = portGiven();
if (!(await isFree(port))) {
  console.error(`端口 ${port} 已被占用。Port ${port} is taken. npm start -- --port ${port + 1}`);
  process.exit(1);
}
await import('./build/build.ts');

const server = spawnWorker({ port, logLevel: 'warn' }, { stdio: 'inherit' });
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => server.kill(signal));
server.on('exit', (code) => process.exit(code ?? 1));
await announce(originOf({ port }));

/** The port of `--port`. If an argument cannot be used, the process ends with one line. */
function portGiven(): number {
  try {
    const { port: given = '8787' } = parseOptions({ port: { type: 'string' } });
    return wholeNumber('--port', given, 1, 65_535);
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    // For an unknown option Node adds advice that does not apply here, so only the first sentence is shown.
    console.error(`${error.message.split(/\.\s/)[0]}. npm start -- [--port N]`);
    process.exit(2);
  }
}

/** Print the pages' addresses once the server answers. */
async function announce(origin: string): Promise<void> {
  for (;;) {
    const health = await fetch(`${origin}/healthz`).catch(() => undefined);
    if (health?.ok) break;
    await new Promise((resolve) => setTimeout(resolve, 300));
  }
  console.log(`
  Beihe 备核 · 沙盒 sandbox
  备案 demo      ${origin}/demo/
  活体 check     ${origin}/demo/check/
  记录 record    ${origin}/demo/record/
  核验单 form    ${origin}/demo/form/
  测评 assess    ${origin}/assess/
  接口 API       ${origin}/openapi.json
  停止 stop      Ctrl-C
`);
}

/** Whether the port is free. */
function isFree(wanted: number): Promise<boolean> {
  const probe = createServer();
  return new Promise((resolve) => {
    probe.once('error', () => resolve(false));
    probe.listen(wanted, '127.0.0.1', () => probe.close(() => resolve(true)));
  });
}
