import { describe, expect, it } from 'vitest';
import { placeOf } from '../../../../widget/page/place.ts';
import { supportOf, type Abilities } from '../../../../widget/page/support.ts';
import type { NoteCode, ProblemCode } from '../../../../widget/page/support-code.ts';

const able: Abilities = {
  isSecure: true,
  hasCamera: true,
  mayUseCamera: true,
  hasLanguage: true,
  thread: { wasm: 'runs', canvas: true },
  hasWebgpu: true,
  hasStorage: true,
};
const chrome = placeOf(
  'Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/131.0.0.0 Mobile Safari/537.36',
);
const wechat = placeOf(
  'Mozilla/5.0 (iPhone; CPU iPhone OS 14_2 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Mobile/15E148 MicroMessenger/8.0.40(0x18002831) NetType/WIFI Language/zh_CN',
);

const codes = (list: readonly { code: string }[]) => list.map(({ code }) => code);

describe('supportOf', () => {
  it.each([chrome, wechat])(
    'finds no problem if nothing is missing, whatever the browser calls itself: %j',
    (place) => {
      expect(supportOf(able, place)).toMatchObject({ supported: true, problems: [], notes: [], advice: undefined });
    },
  );

  it.each<[ProblemCode, Partial<Abilities>]>([
    ['page-insecure', { isSecure: false, hasCamera: false, thread: undefined }],
    ['camera-forbidden', { mayUseCamera: false }],
    ['camera-missing', { hasCamera: false }],
    ['wasm-missing', { thread: { wasm: 'missing', canvas: true } }],
    ['thread-missing', { thread: 'missing' }],
    ['canvas-missing', { thread: { wasm: 'runs', canvas: false } }],
    ['browser-old', { hasLanguage: false }],
  ])('finds the browser unsupported for %s', (code, abilities) => {
    const support = supportOf({ ...able, ...abilities }, chrome);
    expect(support.supported).toBe(false);
    expect(codes(support.problems)).toEqual([code]);
    expect(support.advice?.['zh-CN']).toMatch(/[一-鿿]/);
    expect(support.advice?.en).toMatch(/[a-z]/);
  });

  it.each<[NoteCode, Partial<Abilities>]>([
    ['thread-refused', { thread: 'refused' }],
    ['wasm-refused', { thread: { wasm: 'refused', canvas: true } }],
    ['webgpu-missing', { hasWebgpu: false }],
    ['storage-missing', { hasStorage: false }],
  ])('finds the browser supported, and notes %s', (code, abilities) => {
    const support = supportOf({ ...able, ...abilities }, chrome);
    expect({ supported: support.supported, notes: codes(support.notes) }).toEqual({ supported: true, notes: [code] });
  });

  it('finds a browser supported that does not reveal an ability', () => {
    expect(supportOf({ ...able, mayUseCamera: undefined, thread: undefined }, chrome).supported).toBe(true);
  });

  it.each([
    ['browser-unsupported', chrome, { hasCamera: false }],
    ['browser-in-app', wechat, { hasCamera: false }],
    ['camera-forbidden', wechat, { mayUseCamera: false }],
    ['page-insecure', wechat, { isSecure: false, hasCamera: false }],
  ] as const)('advises %s in %j', (code, place, abilities) => {
    expect(supportOf({ ...able, ...abilities }, place).advice?.code).toBe(code);
  });
});
