/**
 * Installs the locked packages, which every command needs, and which include the Node that this project runs on. It needs
 * only the machine's own Node (20 or newer), and is plain JavaScript, because an old Node cannot run TypeScript.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { createHash } from 'node:crypto';
import process from 'node:process';
import { fileURLToPath } from 'node:url';

export const root = fileURLToPath(new URL('..', import.meta.url));
const stamp = `${root}node_modules/.beihe-installed`;

/** Runs a program in the repository's root and shows its output. @throws if it fails */
export function run(program, args, options = {}) {
  const { status, error } = spawnSync(program, args, { cwd: root, stdio: 'inherit', ...options });
  if (error) throw error;
  if (status !== 0) throw new Error(`${program} ${args.join(' ')} ended with ${status}`);
}

/** Installs the locked packages, unless they are installed already. */
export function installPackages() {
  const wanted = createHash('sha256')
    .update(readFileSync(`${root}package-lock.json`))
    .digest('hex');
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return;
  console.log('正在安装依赖，约一分钟… Installing packages, about a minute…');
  run('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error']);
  writeFileSync(stamp, wanted);
}

/**
 * Path of the packaged Node. If none is packaged for this system, the path of the running Node, which must be new
 * enough.
 */
export function node() {
  const packaged = `${root}node_modules/.bin/node`;
  if (existsSync(packaged)) return packaged;
  if (Number(process.versions.node.split('.')[0]) < 24) {
    console.error(`请安装 Node 24：本系统没有随附。Please install Node 24: none is packaged for this system.`);
    process.exit(1);
  }
  return process.execPath;
}

/** An environment in which the packages' programs find the packaged Node and each other. */
export const environment = () => ({ ...process.env, PATH: `${root}node_modules/.bin:${process.env.PATH}` });
