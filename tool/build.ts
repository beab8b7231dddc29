/** `npm run build`: the models and everything the browser loads. The worker itself is bundled by wrangler. */
import { execFileSync } from 'node:child_process';
import { buildSite } from '../widget/build.ts';

execFileSync(process.execPath, ['models/build.ts'], { stdio: 'inherit' });
await buildSite();
await import('./contract.ts');
