import { expect, it } from 'vitest';
import { limits } from '#protocol/limits.ts';
import { boundFiler } from '../../assess/synthetic/filer.ts';
import { blobsOf, createHost, stateOf } from './host.ts';

it('a probe is counted, and nothing of it is kept', async () => {
  const filer = await boundFiler(createHost());
  const before = await stateOf(filer.session.id);
  for (const length of [0, 1, limits.body.probeBytes])
    expect(await filer.expect('POST', '/probes', { bytes: new Uint8Array(length) })).toEqual({ bytes: length });
  expect(await stateOf(filer.session.id)).toEqual(before);
  expect(await blobsOf(filer.session.id)).toEqual([]);
});

it('a probe is refused over its limit, and without a proof', async () => {
  const filer = await boundFiler(createHost());
  const large = await filer.send('POST', '/probes', { bytes: new Uint8Array(limits.body.probeBytes + 1) });
  expect(await large.json()).toMatchObject({ code: 'request-too-large' });
  const unproved = await filer.send('POST', '/probes', { bytes: new Uint8Array(1), headers: { DPoP: undefined } });
  expect(await unproved.json()).toMatchObject({ code: 'dpop-missing' });
});
