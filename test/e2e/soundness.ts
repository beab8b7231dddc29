/** Whether everybody can use a page as it is shown. */
import { readFileSync } from 'node:fs';
import type { Page } from 'playwright-core';
import { expect } from 'vitest';

const source = readFileSync('node_modules/axe-core/axe.min.js', 'utf8');

/** The page has no accessibility violation, and nothing is wider than the screen. @param step named by a failure */
export async function expectSound(page: Page, step: string): Promise<void> {
  await fadedIn(page);
  await page.evaluate(source);
  const violations = await page.evaluate(async () => {
    const { axe } = window as unknown as { axe: typeof import('axe-core') };
    const { violations: found } = await axe.run();
    return found.map(({ id, nodes }) => [id, ...nodes.map(({ html }) => html.slice(0, 160))]);
  });
  expect(violations, step).toEqual([]);
  expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth), step).toBeLessThanOrEqual(0);
}

/** Wait until what fades in has its own colours. Short animations end; others go on for as long as a step. */
const fadedIn = (page: Page): Promise<void> =>
  page.evaluate(async () => {
    const shadowsIn = (root: Document | ShadowRoot): (Document | ShadowRoot)[] => [
      root,
      ...[...root.querySelectorAll('*')].flatMap(({ shadowRoot }) => (shadowRoot ? shadowsIn(shadowRoot) : [])),
    ];
    const isShort = ({ effect }: Animation) => Number(effect?.getComputedTiming().endTime ?? 0) < 2_000;
    const fading = shadowsIn(document).flatMap((root) => root.getAnimations().filter(isShort));
    await Promise.allSettled(fading.map(({ finished }) => finished));
  });
