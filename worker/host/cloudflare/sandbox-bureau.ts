import { DurableObject } from 'cloudflare:workers';
import { rowsOf } from './rows.ts';

/** The simulated system of a bureau, which keeps what it received. */
export class SandboxBureau extends DurableObject {
  protected readonly rows = rowsOf(this.ctx.storage);

  override async fetch(_request: Request): Promise<Response> {
    throw new Error('not built');
  }
}
