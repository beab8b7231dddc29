/** `npm run check`: formatting, types of every folder, lint, unit and architecture tests. For the inner loop. */
import { installPackages, node, run, environment, root } from './setup.mjs';
import { readdirSync } from 'node:fs';

installPackages();
const env = environment();
run(node(), ['models/build.ts'], { env });
run(node(), ['tool/contract.ts'], { env });
run('prettier', ['--check', '--log-level=warn', '.'], { env });
for (const project of readdirSync(root, { recursive: true, encoding: 'utf8' })) {
  const ours = !/(^|\/)(node_modules|dist|\.cache|\.wrangler)\//.test(project);
  if (ours && /(^|\/)tsconfig\.json$/.test(project)) run('tsc', ['-p', project], { env });
}
run('oxlint', ['--deny-warnings'], { env });
run('vitest', ['run', '--project', 'unit'], { env });
