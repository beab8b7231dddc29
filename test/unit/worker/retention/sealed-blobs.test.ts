import { describe, expect, it } from 'vitest';
import { sealedBlobs } from '../../../../worker/retention/sealed-blobs.ts';
import { createMemoryHost } from '../../../contract/memory-host.ts';

const jpeg = Uint8Array.of(0xff, 0xd8, 0xff, 0xe0, 1, 2, 3, 4);

function store() {
  const { blobs, sessionKeys, caseKeys, fileKeys, random } = createMemoryHost().portsWith({} as never);
  return {
    stored: blobs,
    sessionKeys,
    caseKeys,
    sealed: sealedBlobs(blobs, { session: sessionKeys, case: caseKeys, file: fileKeys }, random, () => {}),
  };
}

describe('the blobs of a session', () => {
  it('are read back unchanged, and are not stored in plain', async () => {
    const { stored, sessionKeys, sealed } = store();
    await sessionKeys.make('one');
    await sealed.put('one/c/text', '{"示例":"公司"}');
    await sealed.put('one/c/jpeg', jpeg);
    expect(new TextDecoder().decode(await sealed.get('one/c/text'))).toBe('{"示例":"公司"}');
    expect(await sealed.get('one/c/jpeg')).toEqual(jpeg);
    expect(await sealed.get('one/c/other')).toBeUndefined();
    const text = new TextDecoder().decode(await stored.get('one/c/text'));
    expect(text).not.toContain('示例');
    expect(String(await stored.get('one/c/jpeg'))).not.toContain(String(jpeg));
  });

  it('count as missing when the key is destroyed, and no further one is stored', async () => {
    const { stored, sessionKeys, sealed } = store();
    await sessionKeys.make('one');
    await sealed.put('one/c/jpeg', jpeg);
    await sessionKeys.destroy('one');
    expect(await sealed.get('one/c/jpeg')).toBeUndefined();
    await expect(sealed.put('one/c/more', jpeg)).rejects.toMatchObject({ code: 'session-withdrawn' });
    expect(await stored.get('one/c/more')).toBeUndefined();
  });

  it('cannot be exchanged, because each is bound to its name', async () => {
    const { stored, sessionKeys, sealed } = store();
    await sessionKeys.make('one');
    await sealed.put('one/c/frame-1.jpg', jpeg);
    await stored.put('one/c/frame-2.jpg', (await stored.get('one/c/frame-1.jpg'))!);
    await expect(sealed.get('one/c/frame-2.jpg')).rejects.toThrow();
  });

  it('share the loading of their key, which goes on if the request that began it is aborted', async () => {
    const { blobs, sessionKeys, caseKeys, fileKeys, random } = createMemoryHost().portsWith({} as never);
    await sessionKeys.make('one');
    const kept: Promise<unknown>[] = [];
    let loads = 0;
    const load = (session: string) => {
      loads += 1;
      return sessionKeys.load(session);
    };
    const keys = { session: { load }, case: caseKeys, file: fileKeys };
    const sealed = sealedBlobs(blobs, keys, random, (work) => void kept.push(work));
    await Promise.all([sealed.put('one/c/a', jpeg), sealed.put('one/c/b', jpeg)]);
    expect([loads, kept.length]).toEqual([1, 1]);
    await sealed.get('one/c/a');
    expect([loads, kept.length]).toEqual([2, 2]);
  });

  it('of a session and of a case have keys of their own, though both have one id', async () => {
    const { sessionKeys, caseKeys, sealed } = store();
    await sessionKeys.make('one');
    await caseKeys.make('one');
    // At once, because calls for one key share its loading.
    await Promise.all([sealed.put('one/c/jpeg', jpeg), sealed.put('cases/one/jpeg', jpeg)]);
    await sessionKeys.destroy('one');
    expect([await sealed.get('one/c/jpeg'), await sealed.get('cases/one/jpeg')]).toEqual([undefined, jpeg]);
    await caseKeys.destroy('one');
    expect(await sealed.get('cases/one/jpeg')).toBeUndefined();
    await expect(sealed.put('cases/one/jpeg', jpeg)).rejects.toMatchObject({ code: 'case-withdrawn' });
  });

  it('from before blobs were encrypted are read as they are', async () => {
    const { stored, sealed } = store();
    await stored.put('one/c/appraisal.json', '{"verdict":"bona-fide"}');
    await stored.put('one/c/frame-1.jpg', jpeg);
    expect(new TextDecoder().decode(await sealed.get('one/c/appraisal.json'))).toBe('{"verdict":"bona-fide"}');
    expect(await sealed.get('one/c/frame-1.jpg')).toEqual(jpeg);
  });
});
