import { spawnSync } from 'node:child_process';
import { expect, it } from 'vitest';

it.each([
  [['--port', 'abc'], '--port abc: must be a whole number from 1 to 65535.'],
  [['--port', '99999'], '--port 99999: must be a whole number from 1 to 65535.'],
  [['--prot', '8788'], "Unknown option '--prot'."],
  [['8788'], "Unexpected argument '8788'."],
])('npm start refuses %j in one line', (args, words) => {
  const { stderr, status } = spawnSync(process.execPath, ['tool/serve.ts', ...args], { encoding: 'utf8' });
  expect(stderr).toBe(`${words} npm start -- [--port N]\n`);
  expect(status).toBe(2);
});
