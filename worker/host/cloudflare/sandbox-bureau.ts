import { DurableObject } from 'cloudflare:workers';
import { bureauSimulation } from '../../sandbox/bureau/simulation.ts';
import { random } from './random.ts';
import { rowsOf } from './rows.ts';

/** The simulated system of a bureau, which keeps what it received. */
export class SandboxBureau extends DurableObject {
  private readonly simulation = bureauSimulation(rowsOf(this.ctx.storage), {
    now: () => Date.now(),
    pause: (ms) => scheduler.wait(ms),
    random,
  });

  override async fetch(request: Request): Promise<Response> {
    return this.simulation.fetch(request);
  }
}
