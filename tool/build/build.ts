/**
 * Part of `npm run build`: builds everything that the browser loads. The models are built before it; wrangler bundles
 * the worker.
 */
import { buildSite } from './site.ts';

await buildSite();
await import('./contract.ts');
