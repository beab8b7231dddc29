/** Builds what is out of date and serves it with `wrangler dev`. Arguments go to wrangler. */
import { spawn } from 'node:child_process';
import './build.ts';
import { wranglerDev, wranglerEnvironment } from './wrangler.ts';

const server = spawn('wrangler', [...wranglerDev, '--log-level', 'warn', ...process.argv.slice(2)], {
  stdio: 'inherit',
  env: wranglerEnvironment(),
});
const port = process.argv.includes('--port') ? process.argv[process.argv.indexOf('--port') + 1] : '8787';
announce(`http://localhost:${port}`);
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => server.kill(signal));
server.on('exit', (code) => process.exit(code ?? 1));

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
  接口 API       ${origin}/openapi.json
  停止 stop      Ctrl-C
`);
}
