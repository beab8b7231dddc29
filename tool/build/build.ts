/** `npm run build`: everything the browser loads. The models are made before it, and the worker is bundled by wrangler. */
import { buildSite } from './site.ts';

await buildSite();
await import('./contract.ts');
