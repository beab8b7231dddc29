/**
 * Builds everything that a browser loads into `dist/site`: the element, the vision thread, models, hosted pages,
 * demo, assessment page.
 */
import { cp, mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { build, type InlineConfig, type Plugin } from 'vite';
import { fontPath } from '../../worker/form/kit.ts';
import { readExpectedFiles, runtimeFolder } from './expected-files.ts';
import type { ExpectedFiles } from '../../widget/vision/files/expected.ts';

const root = join(import.meta.dirname, '../..');
const site = join(root, 'dist/site');

/** Replaces packages that are imported only for an unused runtime. */
const absent = join(root, 'widget/vision/model/absent.ts');

const shared: InlineConfig = {
  configFile: false,
  root,
  logLevel: 'warn',
  resolve: {
    alias: {
      '@mediapipe/face_mesh': absent,
      '@mediapipe/face_detection': absent,
      // The threaded runtime is not served: it is slower on few cores and needs an isolated page.
      '../wasm-out/tfjs-backend-wasm-threaded-simd.js': absent,
    },
  },
};

/** Makes scripts ASCII, because a host page in GBK reads them in that encoding. Only strings have other characters. */
const ascii: Plugin = {
  name: 'ascii',
  generateBundle(_, bundle) {
    for (const file of Object.values(bundle)) {
      if (file.type !== 'chunk') continue;
      file.code = file.code.replaceAll(
        /[\u0080-\uffff]/g,
        (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`,
      );
    }
  },
};

/** A style sheet without comments and without the blanks that mean nothing. No string in a sheet has such characters. */
const compactSheet = (sheet: string) =>
  sheet
    .replaceAll(/\/\*.*?\*\//gs, '')
    .replaceAll(/\s+/g, ' ')
    .replaceAll(/ ?([{};,]) ?/g, '$1')
    .replaceAll(/: /g, ':')
    .replaceAll(';}', '}');

/** Makes style sheets and templates small. In a minified script, only templates have line breaks; one remark for Vite stays until here. */
const compact: Plugin = {
  name: 'compact',
  enforce: 'pre',
  transform: (code, id) =>
    id.startsWith(join(root, 'widget/')) ? code.replaceAll(/\bcss`[^`]*`/g, compactSheet) : undefined,
  generateBundle(_, bundle) {
    for (const file of Object.values(bundle)) {
      if (file.type === 'chunk') file.code = file.code.replaceAll('/* @vite-ignore */', '').replaceAll(/\n\s+/g, '\n');
    }
  },
};

/** The font of the forms. */
const fontFile = join(root, 'node_modules/@expo-google-fonts/noto-sans-sc/400Regular/NotoSansSC_400Regular.ttf');

/** Configuration for one self-contained script. */
const script = (entry: string, file: string, format: 'iife' | 'es', folder = '', target = 'es2022'): InlineConfig => ({
  ...shared,
  plugins: [ascii, compact],
  build: {
    outDir: join(site, folder),
    emptyOutDir: false,
    target,
    reportCompressedSize: false,
    lib: { entry: join(root, 'widget', entry), formats: [format], name: 'beihe', fileName: () => file },
    // The classic script gets its address from `document.currentScript`, so an empty `import.meta` is no mistake there. For modules
    // Vite would keep white space, for bundlers that read its annotations; pages load this one as it is.
    rollupOptions: { checks: { emptyImportMeta: false }, output: { codeSplitting: false, minify: true } },
  },
});

/** Each page's source folder, by the path under which it is served. */
const pageFolders = {
  demo: 'demo/filing',
  'demo/check': 'demo/check',
  'demo/record': 'demo/record',
  'demo/form': 'demo/form',
  verify: 'hosted/verify',
  embed: 'hosted/embed',
  check: 'hosted/check',
  assess: 'assess/page',
} as const;

/** The pages, each with its own bundled script. */
const pages: InlineConfig = {
  ...shared,
  build: {
    outDir: site,
    emptyOutDir: false,
    target: 'es2022',
    reportCompressedSize: false,
    rollupOptions: {
      input: Object.values(pageFolders).map((folder) => join(root, folder, 'index.html')),
    },
  },
};

/** The assessor's page has a key and shows files of others, so it may run and call only what is served here. */
const assessorsPolicy = [
  "default-src 'self'",
  "script-src 'self' 'wasm-unsafe-eval'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data:",
  'media-src blob:',
  "frame-ancestors 'none'",
].join('; ');

/**
 * Any page may load the files that are served here, also a cross-origin isolated page. No page may frame one of them, in old
 * browsers neither; the worker serves `/embed/{tenant}`, the one page for iframes, with the tenant's `frame-ancestors`. A header
 * of several rules is sent with all their values, and every policy applies.
 */
const headers = `/*
  Access-Control-Allow-Origin: *
  Cross-Origin-Resource-Policy: cross-origin
  X-Content-Type-Options: nosniff
  Referrer-Policy: no-referrer
  Content-Security-Policy: frame-ancestors 'none'
  X-Frame-Options: DENY
/assess/*
  Content-Security-Policy: ${assessorsPolicy}
/support.js
  Cache-Control: public, max-age=300
  Cross-Origin-Embedder-Policy: require-corp
/vision/vision.js
  Cross-Origin-Embedder-Policy: require-corp
/beihe.js
  Cache-Control: public, max-age=300
/beihe.mjs
  Cache-Control: public, max-age=300
/filing.mjs
  Cache-Control: public, max-age=300
/vision/*.js
  Cache-Control: public, max-age=300
/beihe.d.ts
  Content-Type: text/plain; charset=utf-8
/vision/*.wasm
  Content-Type: application/wasm
  Cache-Control: public, max-age=31536000, immutable
/fonts/*
  Cache-Control: public, max-age=31536000, immutable
/models/*
  Cache-Control: public, max-age=31536000, immutable
/assets/*
  Cache-Control: public, max-age=31536000, immutable
`;

/** Replaces all operations of tfjs by those that the models use. */
const ops = {
  '@tensorflow/tfjs-core/dist/ops/ops_for_converter': join(root, 'vision/ops.ts'),
};

/** Build the vision thread and its extra scripts. */
async function buildVision(): Promise<void> {
  const thread = script('vision/thread.ts', 'vision.js', 'iife', 'vision');
  await build({ ...thread, resolve: { alias: { ...shared.resolve?.alias, ...ops } } });
  for (const backend of ['webgpu', 'webgl', 'cpu']) {
    await build(script(`vision/model/${backend}.ts`, `backend-${backend}.js`, 'iife', 'vision'));
  }
  await build(script('vision/model/package-tracker.ts', 'package-tracker.js', 'iife', 'vision'));
}

/** Build the element as a classic script and as a module, the steps that both load for a case, and `support.js`, which must also run in older browsers. */
async function buildElement(expected: ExpectedFiles): Promise<void> {
  const define = { expectedFiles: JSON.stringify(expected) };
  await build({ ...script('classic.ts', 'beihe.js', 'iife'), define });
  await build({ ...script('beihe-verify.ts', 'beihe.mjs', 'es'), define });
  await build(script('filing/filing.ts', 'filing.mjs', 'es'));
  await build(script('page/support-script.ts', 'support.js', 'iife', '', 'es2015'));
}

/** Build the pages. Vite writes each to the path of its source, so it is moved to the path under which it is served. */
async function buildPages(): Promise<void> {
  await build(pages);
  for (const [path, folder] of Object.entries(pageFolders)) {
    if (path === folder) continue;
    await mkdir(join(site, path), { recursive: true });
    await rename(join(site, folder, 'index.html'), join(site, path, 'index.html'));
    await rm(join(site, folder), { recursive: true });
  }
  await rm(join(site, 'hosted'), { recursive: true });
}

/** Build the whole of `dist/site`. Needs the models in `dist/models`. */
export async function buildSite(): Promise<void> {
  // The pages' scripts get new names each time. All other files are overwritten, so that a running server keeps serving.
  await rm(join(site, 'assets'), { recursive: true, force: true });
  const expected = await readExpectedFiles();
  for (const { path } of Object.values(expected.models).flat()) await cp(join(root, 'dist', path), join(site, path));
  for (const { path } of Object.values(expected.runtimes)) {
    await cp(join(runtimeFolder, basename(path)), join(site, path));
  }
  await cp(fontFile, join(site, fontPath));
  await buildVision();
  await buildElement(expected);
  await buildPages();
  await writeFile(join(site, '_headers'), headers);
  await writeFile(join(site, '_redirects'), '/ /demo/ 302\n');
}
