/**
 * Each runner runs the tests of one folder. architecture.test.ts checks that every test lies in one of these folders.
 */
import { existsSync, readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { suiteNames } from '../../../../tool/suites/names.ts';
import { longest } from '../../../../tool/suites/longest-first.ts';

const configs = {
  unit: 'vitest.config.ts',
  model: 'vitest.config.ts',
  workerd: 'test/workerd/vitest.config.ts',
  browser: 'test/browser/web-test-runner.config.mjs',
  e2e: 'vitest.config.ts',
} as const;

it.each(suiteNames)('the runner of %s runs all tests in its folder', (name) => {
  expect(readFileSync(configs[name], 'utf8').split(`test/${name}/**/*.test.ts`)).toHaveLength(2);
});

it.each([...new Set(Object.values(configs))])('%s has no other pattern for tests', (config) => {
  const patterns = [...readFileSync(config, 'utf8').matchAll(/[\w/*]*\*\.test\.ts/g)].map(([pattern]) => pattern);
  const own = suiteNames.filter((name) => configs[name] === config);
  expect(patterns.map((pattern) => pattern.replace(/^\//, '')).toSorted()).toEqual(
    own.map((name) => `test/${name}/**/*.test.ts`).toSorted(),
  );
});

it.each(longest)('%s, which is started early, exists', (file) => {
  expect(existsSync(file)).toBe(true);
});
