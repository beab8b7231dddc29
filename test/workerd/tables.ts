/** Makes the tables of the index before the tests of a file. */
import { env } from 'cloudflare:workers';
import { applyD1Migrations, type D1Migration } from 'cloudflare:test';

await applyD1Migrations(env.INDEX, (env as unknown as { readonly MIGRATIONS: D1Migration[] }).MIGRATIONS);
