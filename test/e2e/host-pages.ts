/** Pages as partners write them. Each has its own headers, and another origin than the verifier. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface HostPage {
  readonly html: string;
  readonly headers?: Readonly<Record<string, string>>;
}

export interface HostPages {
  readonly origin: string;
  readonly stop: () => Promise<void>;
}

/** Serve the pages by path. @param host the name of this machine in their origin */
export async function startPages(pages: ReadonlyMap<string, HostPage>, host: string): Promise<HostPages> {
  const server = createServer((request, response) => {
    const page = pages.get(request.url ?? '');
    response.writeHead(page ? 200 : 404, { 'content-type': 'text/html; charset=utf-8', ...page?.headers });
    response.end(page?.html);
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  return {
    origin: `http://${host}:${(server.address() as AddressInfo).port}`,
    stop: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}
