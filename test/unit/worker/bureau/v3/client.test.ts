/** The client against the simulated bureau. */
import { describe, expect, it } from 'vitest';
import { BureauConfig } from '../../../../../worker/bureau/configuration.ts';
import { bureauClient } from '../../../../../worker/bureau/v3/client.ts';
import { readDownloaded } from '../../../../../worker/bureau/v3/downloaded.ts';
import { zipXml } from '../../../../../worker/bureau/v3/zip.ts';
import { simulatedBureaus } from '../../../../../worker/sandbox/bureau/account.ts';
import { bureauSimulation } from '../../../../../worker/sandbox/bureau/simulation.ts';
import { memoryRows } from '../../../../contract/memory-rows.ts';

const random = (length: number) => crypto.getRandomValues(new Uint8Array(length));
const config = BureauConfig.parse(simulatedBureaus('http://localhost:8787')['sandbox']);

function connected(changes: Partial<BureauConfig> = {}) {
  const simulation = bureauSimulation(memoryRows(), { now: () => Date.now(), pause: async () => {}, random });
  return bureauClient({ ...config, ...changes }, { fetch: async (request) => simulation.fetch(request), random });
}

describe('the client of interface V3.0', () => {
  it('downloads the code tables, and acknowledges them', async () => {
    const bureau = connected();
    const answer = await bureau.download();
    expect(answer).toMatchObject({ kind: 'answered', code: 1 });
    const { fileName, xml } = answer.kind === 'answered' ? answer.value! : { fileName: '', xml: new Uint8Array() };
    expect(readDownloaded(xml).codeTables?.natures?.length).toBeGreaterThan(5);
    expect(await bureau.acknowledge(fileName)).toMatchObject({ code: 0 });
    expect(await bureau.download()).toMatchObject({ code: 2 });
  });

  it.each([
    [4, { userName: 'other' }],
    [5, { password: 'other' }],
    [13, { ispId: 7 }],
    [6, { encryption: { key: 'k'.repeat(16), iv: 'i'.repeat(16) } }],
  ] as const)('reads code %d', async (code, changes) => {
    const zip = zipXml(new TextEncoder().encode('<x/>'));
    expect(await connected(changes).upload({ sequence: 1, zip })).toMatchObject({ kind: 'answered', code });
  });

  it('reads the sequences that the system expects', async () => {
    const zip = zipXml(new TextEncoder().encode('<x/>'));
    expect(await connected().upload({ sequence: 3, zip })).toMatchObject({ code: 14, expected: [1, 2] });
  });
});
