/** The process of one life of the worker: workerd by Miniflare, with its storage on disk. It ends by SIGKILL of its process group. */
import { readFileSync } from 'node:fs';
import { convertV4MiniflareOptions, Log, LogLevel, Miniflare, type V4WorkerOptions } from 'miniflare';

/** What a life needs; it is read from the file that the command line names. */
export interface LifeOptions {
  readonly port: number;
  /** Folder of everything that the worker stores. */
  readonly storage: string;
  readonly worker: V4WorkerOptions;
}

if (import.meta.main) {
  const { port, storage, worker } = JSON.parse(readFileSync(process.argv[2]!, 'utf8')) as LifeOptions;
  const served = new Miniflare(
    convertV4MiniflareOptions({
      host: '127.0.0.1',
      port,
      cf: false,
      resourcePersistencePath: storage,
      log: new Log(LogLevel.ERROR),
      workers: [worker],
    }),
  );
  await served.ready;
}
