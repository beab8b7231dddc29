import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect, it } from 'vitest';
import { loadFiling } from '../../../../widget/filing/load.ts';

it('a script that could not be loaded is a failure of the network, and is asked for again under another address', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'beihe-'));
  const base = `${pathToFileURL(folder).href}/`;
  try {
    await expect(loadFiling(base)).rejects.toMatchObject({ code: 'network-lost' });
    writeFileSync(join(folder, 'filing.mjs'), 'export const filingSteps = (lit) => Object.keys(lit);');
    expect(await loadFiling(base)).toEqual(['css', 'html', 'nothing', 'svg']);
  } finally {
    rmSync(folder, { recursive: true });
  }
});
