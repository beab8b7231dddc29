import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Failure } from '../../../../widget/page/failure.ts';
import { bare, originOf } from '../../../../widget/verifier/given.ts';

describe('what a page gives', () => {
  beforeEach(() => void vi.stubGlobal('location', { protocol: 'https:' }));
  afterEach(() => void vi.unstubAllGlobals());

  it.each([' a.b.c', 'a.b.c\n', '\r\n\ta.b.c  ', '"a.b.c"', "'a.b.c'", '“a.b.c”', '\uFEFFa.b.c', '" a.b.c\n"'])(
    'is taken without what is around it: %j',
    (given) => {
      expect(bare(given)).toBe('a.b.c');
    },
  );

  it.each([null, undefined, '', ' \n', '""'])('may be nothing: %j', (given) => {
    expect(bare(given)).toBe('');
  });

  it.each([
    ['https://verifier.example', 'https://verifier.example'],
    ['https://verifier.example/', 'https://verifier.example'],
    [' "https://Verifier.example:443"\n', 'https://verifier.example'],
    ['http://localhost:8787', 'http://localhost:8787'],
    ['http://127.0.0.1:8787/', 'http://127.0.0.1:8787'],
  ])('may be the address %j', (given, origin) => {
    expect(originOf(given)).toBe(origin);
  });

  it.each([
    '',
    'verifier.example',
    '/api',
    'ftp://verifier.example',
    'data:text/html,a',
    'http://verifier.example',
    'https://user@verifier.example',
    'https://user:secret@verifier.example',
    'https://verifier.example/beihe',
    'https://verifier.example/?a=1',
    'https://verifier.example/#a',
    'https://verifier.example https://other.example',
  ])('is refused as an address: %j', (given) => {
    expect(() => originOf(given)).toThrow(new Failure('verifier-invalid'));
  });

  it('may be an http address on an http page', () => {
    vi.stubGlobal('location', { protocol: 'http:' });
    expect(originOf('http://10.0.0.5:8787')).toBe('http://10.0.0.5:8787');
  });
});
