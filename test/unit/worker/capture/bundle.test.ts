import { describe, expect, it } from 'vitest';
import { EvidenceBundle } from '#protocol/capture/evidence-bundle.ts';
import { evidenceKey, pictureKey, recordKey } from '../../../../worker/capture/blob-keys.ts';
import { gatherBundle, type CaptureRecord } from '../../../../worker/capture/bundle.ts';
import { createMemoryHost } from '../../../contract/memory-host.ts';
import { digest } from '../../../../assess/synthetic/filer.ts';

const evidence = { statement: 'a.b.c', trace: 'AAAA', frameDigests: 'AAAA' };
const record: CaptureRecord = {
  policy: { name: 'actions', version: 3 },
  jwk: { kty: 'EC', crv: 'P-256', x: digest('x'), y: digest('y') },
  evidence: evidenceKey('s', 'c', 'one'),
  windows: [{ ask: { kind: 'nod' }, windowMs: 3_500, runningHash: digest('hash'), disclosedAtMs: 5 }],
  receivedAtMs: 9,
  drawn: [2, 7],
  seal: digest('seal'),
};

async function blobsWith(stored: object) {
  const { blobs } = createMemoryHost().ports;
  await blobs.put(recordKey('s', 'c'), JSON.stringify(stored));
  await blobs.put(record.evidence, JSON.stringify(evidence));
  await blobs.put(pictureKey('s', 'c', 2), Uint8Array.of(1, 2, 3));
  return blobs;
}

const { evidence: _, drawn, ...common } = record;
const bundle = {
  v: 1,
  ...common,
  evidence,
  revealed: [
    { index: 2, jpeg: 'AQID' },
    { index: 7, jpeg: null },
  ],
};

describe('gatherBundle', () => {
  it('gathers record, evidence and pictures, with null for a picture that was not kept', async () => {
    const gathered = await gatherBundle('s', 'c', await blobsWith(record));
    expect(gathered).toEqual(bundle);
    expect(EvidenceBundle.parse(gathered)).toEqual(bundle);
  });

  it('reads an older record, which has no seal and another name for the drawn frames', async () => {
    const { drawn: open, seal: _seal, ...older } = record;
    const { seal: _none, ...unsealed } = bundle;
    expect(await gatherBundle('s', 'c', await blobsWith({ ...older, open }))).toEqual(unsealed);
    expect(drawn).toEqual(open);
  });

  it('fails if a blob is missing', async () => {
    const blobs = await blobsWith(record);
    await blobs.delete([record.evidence]);
    await expect(gatherBundle('s', 'c', blobs)).rejects.toThrow('evidence-one.json is missing');
  });
});
