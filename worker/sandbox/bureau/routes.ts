/** The routes of the app that lead to the simulated bureau. Its host keeps it where it has its books. */
import { Hono, type Context } from 'hono';
import { bureauPath } from './account.ts';

export function bureauRoutes(ports: { readonly sandboxBureau: (request: Request) => Promise<Response> }): Hono {
  const passOn = (c: Context) => ports.sandboxBureau(c.req.raw);
  return new Hono()
    .get('/sandbox/', passOn)
    .on(['GET', 'POST'], '/sandbox/sms/', passOn)
    .on(['GET', 'POST'], `${bureauPath}/*`, passOn);
}
