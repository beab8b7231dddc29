/** Builds what is out of date and serves it with `wrangler dev`. Arguments go to wrangler. */
import { spawn } from 'node:child_process';
import { createServer } from 'node:net';
import { parseArgs } from 'node:util';
import { wranglerDev, wranglerEnvironment } from './wrangler.ts';

const { values } = parseArgs({ options: { port: { type: 'string', default: '8787' } }, strict: false });
const port = Number(values.port);
if (!(await isFree(port))) {
  console.error(`端口 ${port} 已被占用。Port ${port} is taken. npm start -- --port ${port + 1}`);
  process.exit(1);
}
await import('./build.ts');

const own = ['--log-level', 'warn', '--var', `ISSUER:http://localhost:${port}`];
const server = spawn('wrangler', [...wranglerDev, ...own, ...process.argv.slice(2)], {
  stdio: 'inherit',
  env: wranglerEnvironment(),
});
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => server.kill(signal));
server.on('exit', (code) => process.exit(code ?? 1));
await announce(`http://localhost:${port}`);

/** Says where to look, once the server answers. */
async function announce(origin: string): Promise<void> {
  for (;;) {
    const health = await fetch(`${origin}/healthz`).catch(() => undefined);
    if (health?.ok) break;
    await new Promise((resolve) => setTimeout(resolve, 300));
  }
  console.log(`
  Beihe 备核 · 沙盒 sandbox
  演示 demo      ${origin}/demo/
  测评 assess    ${origin}/assess/
  接口 API       ${origin}/openapi.json
  停止 stop      Ctrl-C
`);
}

/** Whether a server could listen here. */
function isFree(wanted: number): Promise<boolean> {
  const probe = createServer();
  return new Promise((resolve) => {
    probe.once('error', () => resolve(false));
    probe.listen(wanted, '127.0.0.1', () => probe.close(() => resolve(true)));
  });
}
