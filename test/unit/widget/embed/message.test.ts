import { describe, expect, it } from 'vitest';
import { guestMessageOf, initMessageOf } from '../../../../widget/embed/message.ts';

describe('a message from the iframe', () => {
  it.each([
    { beihe: 1, type: 'phase', phase: 'acting', code: undefined },
    { beihe: 1, type: 'phase', phase: 'failed', code: 'camera-denied' },
    { beihe: 1, type: 'waiting', waiting: 'element-hidden' },
    { beihe: 1, type: 'waiting', waiting: undefined },
    { beihe: 1, type: 'height', heightPx: 320 },
  ])('is accepted: %o', (message) => {
    expect(guestMessageOf(message)).toEqual(message);
  });

  it.each([
    undefined,
    null,
    'phase',
    { type: 'phase', phase: 'acting' },
    { beihe: 2, type: 'phase', phase: 'acting' },
    { beihe: 1, type: 'phase', phase: 'verified' },
    { beihe: 1, type: 'height', heightPx: '320' },
    { beihe: 1, type: 'height', heightPx: -1 },
    { beihe: 1, type: 'height', heightPx: Number.NaN },
    { beihe: 1, type: 'height', heightPx: 1e9 },
    { beihe: 1, type: 'init', token: 'x' },
  ])('is refused: %o', (message) => {
    expect(guestMessageOf(message)).toBe(undefined);
  });

  it('may not say that the run waits for anything else', () => {
    const message = { beihe: 1, type: 'waiting', waiting: '<b>' };
    expect(guestMessageOf(message)).toEqual({ ...message, waiting: undefined });
  });

  it('has a code only with `failed`, and only a known code', () => {
    expect(guestMessageOf({ beihe: 1, type: 'phase', phase: 'done', code: 'bona-fide', verdict: 'x' })).toEqual({
      beihe: 1,
      type: 'phase',
      phase: 'done',
      code: undefined,
    });
    expect(guestMessageOf({ beihe: 1, type: 'phase', phase: 'failed', code: '<b>' })).toMatchObject({
      code: undefined,
    });
  });
});

describe('a page’s init', () => {
  it('is accepted, and unknown values in it are dropped', () => {
    const message = { beihe: 1, type: 'init', token: 't', locale: 'en', language: 'zh-Hans', theme: 'dark' };
    const properties = { '--beihe-accent': 'red', '--beihe-radius': 4, background: 'url(https://elsewhere.example)' };
    expect(initMessageOf({ ...message, properties, sessionToken: 'other' })).toEqual({
      ...message,
      properties: { '--beihe-accent': 'red' },
    });
    expect(initMessageOf({ beihe: 1, type: 'init', token: 't', locale: 'fr', language: '"', theme: 'x' })).toEqual({
      beihe: 1,
      type: 'init',
      token: 't',
      locale: undefined,
      language: undefined,
      theme: undefined,
      properties: {},
    });
  });

  it.each([
    undefined,
    { type: 'init', token: 't' },
    { beihe: 2, type: 'init', token: 't' },
    { beihe: 1, type: 'init' },
    { beihe: 1, type: 'phase', phase: 'done', token: 't' },
  ])('is refused: %o', (message) => {
    expect(initMessageOf(message)).toBe(undefined);
  });
});
