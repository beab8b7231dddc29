/** `npm run check`: formatting, types of every folder, lint, and the unit tests with the architecture test. */
import { environment, installPackages, node, run } from './setup.mjs';

installPackages();
const env = environment();
run(node(), ['models/build.ts'], { env });
run(node(), ['tool/build/contract.ts'], { env });
run('prettier', ['--check', '--log-level=warn', '.'], { env });
run('tsc', ['-b'], { env });
run('oxlint', ['--deny-warnings'], { env });
run('vitest', ['run', '--project', 'unit'], { env });
