/** Creates the tables of the case index (D1) before the tests of each file. */
import { env } from 'cloudflare:workers';
import { applyD1Migrations, type D1Migration } from 'cloudflare:test';

await applyD1Migrations(env.INDEX, (env as unknown as { readonly MIGRATIONS: D1Migration[] }).MIGRATIONS);
