/** The client against the simulated bureau. */
import { describe, expect, it } from 'vitest';
import { base64 } from '#protocol/base64.ts';
import { limits } from '#protocol/limits.ts';
import { BureauConfig } from '../../../../../worker/bureau/configuration.ts';
import { bureauClient } from '../../../../../worker/bureau/v3/client.ts';
import { encrypted, hashOf } from '../../../../../worker/bureau/v3/envelope.ts';
import { replyText } from '../../../../../worker/bureau/v3/soap.ts';
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

  it('reads the largest file back that the account sends, also where the bureau folds and escapes it', async () => {
    const zip = new Uint8Array(limits.bureau.zipBytes);
    const text = base64(encrypted(zip, config.encryption!)).replace(/.{64}/g, '$&\r\n');
    const reply = `<return><msg_code>0</msg_code><fileInfos><hashAlgorithm>0</hashAlgorithm><compressionFormat>0</compressionFormat><encryptAlgorithm>1</encryptAlgorithm><dataSequence>7</dataSequence><return_FileName>up7.zip</return_FileName><beianInfo>${text}</beianInfo><beianInfoHash>${hashOf(zip)}</beianInfoHash></fileInfos></return>`;
    const bureau = bureauClient(config, {
      fetch: async ({ method }) =>
        method === 'GET'
          ? new Response('', { status: 404 })
          : new Response(replyText('isp_querypreviousupload', 'urn:x', reply).replaceAll('\r', '&#xD;')),
      random,
    });
    expect(await bureau.previousUpload()).toMatchObject({ kind: 'answered', code: 0, value: { sequence: 7 } });
  });
});
