/**
 * Runs a script of this project, after installing and building what it needs: `node tool/run.mjs tool/serve.ts --port 8788`.
 * It installs the locked packages and builds the models, if they are missing, because scripts import both.
 */
import { spawn } from 'node:child_process';
import process from 'node:process';
import { environment, installPackages, node, root, run } from './setup.mjs';

installPackages();
const env = environment();
run(node(), ['models/build.ts'], { env });
// Signals are passed to the script, and this process ends with the script's exit code.
const child = spawn(node(), process.argv.slice(2), { cwd: root, stdio: 'inherit', env });
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
child.on('exit', (code) => {
  process.exitCode = code ?? 1;
});
