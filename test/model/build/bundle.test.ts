/** What a browser downloads: its size, and code that must not be in it. Needs the site that `npm run build` makes. */
import { existsSync, readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';

const site = 'dist/site/';
const text = (file: string) => readFileSync(site + file, 'utf8');
/** Those of the words that the file contains. A failure prints them instead of the whole file. */
const found = (file: string, words: readonly string[]) => words.filter((word) => text(file).includes(word));
const gzipBytes = (...files: string[]) =>
  files.reduce((sum, file) => sum + gzipSync(readFileSync(site + file), { level: 9 }).length, 0);

/** All files that a page loads up to its first landmark on WebAssembly. */
const toFirstLandmark = [
  'beihe.js',
  'vision/vision.js',
  'vision/tfjs-backend-wasm-simd.wasm',
  'models/face-detector.json',
  'models/face-detector.bin',
  'models/face-mesh.json',
  'models/face-mesh.bin',
];

/** A word that is only in tfjs. */
const onlyTfjs = 'tfjsflags';

describe('the element’s script', () => {
  it.each(['beihe.js', 'beihe.mjs'])('%s is at most 60 KB gzip', (file) => {
    expect(gzipBytes(file)).toBeLessThanOrEqual(60_000);
  });

  it.each(['beihe.js', 'beihe.mjs'])('%s contains no code of the worker and none of the vision thread', (file) => {
    expect(found(file, ['Zod', 'matcher is already built', 'wrangler', onlyTfjs])).toEqual([]);
  });

  it.each(['beihe.js', 'beihe.mjs'])('%s contains no verdict, since the element decides nothing', (file) => {
    expect(found(file, ['bona-fide', 'undetermined'])).toEqual([]);
  });

  it.each(['beihe.js', 'beihe.mjs', 'filing.mjs'])('%s has no comments and no indentation of its templates', (file) => {
    expect(text(file).match(/\/\*(?! @__PURE__).{0,80}|\n +.{0,80}/g) ?? []).toEqual([]);
  });

  it.each(['support.js', 'beihe.js', 'beihe.mjs', 'filing.mjs', 'vision/vision.js'])(
    '%s is ASCII, for pages in GBK',
    (file) => {
      expect(/[^\t\n\r\f -~]/.test(text(file))).toBe(false);
    },
  );
});

describe('the steps of a filing', () => {
  it('are a script of their own, of at most 10 KB gzip, which the element does not contain', () => {
    expect(gzipBytes('filing.mjs')).toBeLessThanOrEqual(10_000);
    for (const file of ['beihe.js', 'beihe.mjs']) {
      expect(found(file, ['setPointerCapture', 'filing.mjs'])).toEqual(['filing.mjs']);
    }
  });

  it('have neither schemas nor a second Lit', () => {
    expect(found('filing.mjs', ['Zod', 'litHtmlVersions', 'setPointerCapture'])).toEqual(['setPointerCapture']);
  });
});

describe('the download up to the first landmark', () => {
  it('is at most 1.7 MB gzip', () => {
    expect(gzipBytes(...toFirstLandmark)).toBeLessThanOrEqual(1_700_000);
  });

  it('is at most 2.5 MB gzip together with the attention mesh', () => {
    const mesh = ['models/face-mesh-attention.json', 'models/face-mesh-attention.bin'];
    expect(gzipBytes(...toFirstLandmark, ...mesh)).toBeLessThanOrEqual(2_500_000);
  });

  it('contains only our own tracker: the package’s tracker is a separate script', () => {
    const words = ['estimateFaces', 'MediaPipeFaceMesh'];
    expect(found('vision/vision.js', words)).toEqual([]);
    expect(found('vision/package-tracker.js', words)).toEqual(words);
    expect(found('vision/vision.js', [onlyTfjs])).toEqual([onlyTfjs]);
  });

  it('contains only the WebAssembly backend', () => {
    expect(found('vision/vision.js', ['GPUShaderStage', 'getShaderPrecisionFormat'])).toEqual([]);
  });
});

describe('support.js', () => {
  it('is under 6.5 KB uncompressed', () => {
    expect(readFileSync(`${site}support.js`).length).toBeLessThan(6_500);
  });

  it('has only syntax that old browsers can parse', () => {
    expect(text('support.js')).not.toMatch(/\?\.[a-z[(]|\?\?|\basync\b|\bawait\b|catch\{|\.\.\./);
  });
});

describe('the page of the filing record', () => {
  /** The scripts of a page, with those that they name. */
  function scriptsOf(page: string): string[] {
    const scripts = new Set<string>();
    const visit = (source: string) => {
      for (const [name] of source.matchAll(/[\w.-]+\.js(?=["'])/g)) {
        const file = `assets/${name}`;
        if (scripts.has(file) || !existsSync(site + file)) continue;
        scripts.add(file);
        visit(text(file));
      }
    };
    visit(text(page));
    return [...scripts];
  }

  /** Words of the Public Suffix List, of the table of regions and of zod. */
  const words = ['xn--fiqs8s', '1101 0102030405', 'ZodError'];

  it('has the suffix list and the regions, in at most 200 KB gzip', () => {
    const scripts = scriptsOf('demo/record/index.html');
    for (const word of words)
      expect(
        scripts.some((file) => text(file).includes(word)),
        word,
      ).toBe(true);
    expect(gzipBytes(...scripts)).toBeLessThanOrEqual(200_000);
  });

  it('is what the filing demo loads when its record is unfolded, and not before', () => {
    const first = [...text('demo/index.html').matchAll(/assets\/[\w.-]+\.js/g)].map(([file]) => file);
    expect(first.length).toBeGreaterThan(0);
    for (const file of first) expect(found(file, words.slice(0, 2)), file).toEqual([]);
    expect(scriptsOf('demo/index.html').some((file) => text(file).includes(words[0]!))).toBe(true);
  });

  it.each(['demo/check', 'verify', 'embed', 'assess'])('is the only page that has them: not %s', (page) => {
    const scripts = scriptsOf(`${page}/index.html`);
    expect(scripts.length).toBeGreaterThan(0);
    for (const file of scripts) expect(found(file, words.slice(0, 2)), file).toEqual([]);
  });
});

it('_headers lets no page embed the hosted page, and only the worker lets pages embed the embedded page', () => {
  const [everyPath] = text('_headers').split(/\n(?=\/)/);
  expect(everyPath).toMatch(/^\/\*\n/);
  expect(everyPath).toContain("\n  Content-Security-Policy: frame-ancestors 'none'\n  X-Frame-Options: DENY");
});

it.each(['beihe.js', 'beihe.mjs', 'filing.mjs', 'vision/vision.js'])(
  '%s contains no path of the machine that built it',
  (file) => {
    expect(found(file, [process.cwd()])).toEqual([]);
  },
);
