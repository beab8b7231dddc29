/** Loads the steps of a filing. */
import { css, html, nothing, svg } from 'lit';
import { Failure } from '../page/failure.ts';
import type { FilingSteps, filingSteps } from './filing.ts';

let tries = 0;

/**
 * @param base where the element's files are served, with a trailing slash
 * @throws Failure network-lost
 */
export async function loadFiling(base: string): Promise<FilingSteps> {
  // Some browsers remember a failure by the address, so each try has another.
  const address = `${base}filing.mjs${tries ? `?${tries}` : ''}`;
  try {
    const script = (await import(/* @vite-ignore */ address)) as { readonly filingSteps: typeof filingSteps };
    return script.filingSteps({ css, html, nothing, svg });
  } catch (cause) {
    tries += 1;
    throw new Failure('network-lost', { cause });
  }
}
