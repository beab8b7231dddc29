/** `npm test`: install what is missing, a browser too, and run every suite. */
import process from 'node:process';
import { runTool } from './setup.mjs';

runTool('suites.ts', process.argv.slice(2));
