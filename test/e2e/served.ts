/** One worker for all files of this folder. Each file uses its own sessions, so the files do not affect each other. */
import type { TestProject } from 'vitest/node';
import { startServer } from '../../tool/dev-server.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** Where the worker is served; read by `inject('origin')`. */
    readonly origin: string;
    /** Its process group. */
    readonly group: number;
  }
}

/** Run by vitest before the first file; what it returns is run after the last one. */
export default async function serve({ provide }: TestProject): Promise<() => Promise<void>> {
  const { origin, group, stop } = await startServer();
  provide('origin', origin);
  provide('group', group());
  return stop;
}
