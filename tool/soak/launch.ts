/** Starts lives: processes of life.ts, each the leader of a process group. */
import { spawn, type ChildProcess } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Launched } from '../dev-server.ts';
import type { LifeOptions } from './life.ts';

/** @param file where its options are written */
export function launchLife({ port, storage }: Launched, worker: LifeOptions['worker'], file: string): ChildProcess {
  writeFileSync(file, JSON.stringify({ port, storage: join(storage, 'v3'), worker } satisfies LifeOptions));
  return spawn(process.execPath, [join(import.meta.dirname, 'life.ts'), file], {
    stdio: ['ignore', 'ignore', 'inherit'],
    detached: true,
  });
}
