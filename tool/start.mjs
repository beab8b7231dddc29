/** `npm start`: install, make the models, build, and serve everything with the embedded sandbox on one port. */
import process from 'node:process';
import { runTool } from './setup.mjs';

runTool('serve.ts', process.argv.slice(2));
