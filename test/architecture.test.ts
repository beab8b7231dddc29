import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { expect, it } from 'vitest';

/** What the files of a folder may import; the first rule whose folder matches counts. Relative paths are resolved first. */
const rules: readonly (readonly [folder: string, allowed: RegExp])[] = [
  ['protocol/', /^(protocol\/|@noble\/hashes\/|zod$)/],
  ['worker/host/', /^(worker\/|#protocol\/|package\.json$|cloudflare:workers$|hono|zod$|@[\w./-]+\.wasm$)/],
  [
    'worker/vision/',
    /^(worker\/(vision\/|(look|digest)\.ts$)|#protocol\/|#vision\/|models\/manifest\.json$|@tensorflow|@jsquash\/jpeg\/|@noble\/hashes\/)/,
  ],
  ['worker/', /^(worker\/(?!host\/)|#protocol\/|hono|@hono\/zod-openapi$|zod$|jose$|@noble\/hashes\/)/],
  ['widget/build.ts', /^(node:|vite$|widget\/)/],
  ['widget/expected-files.ts', /^(node:|widget\/|models\/manifest\.ts$)/],
  ['vision/', /^(vision\/|#protocol\/|@tensorflow)/],
  [
    'widget/vision/',
    /^(widget\/(vision\/|guidance|failure)|#protocol\/|#vision\/|comlink$|@tensorflow|@noble\/hashes)/,
  ],
  ['widget/', /^(widget\/|#protocol\/|package\.json$|lit|comlink$|jose$|dpop$)/],
  ['demo/snippets/', /^(beihe|vue)$/],
  ['assess/', /^(assess\/|#protocol\/|zod$)/],
  ['demo/', /^(demo\/|widget\/|assess\/|#protocol\/|lit|jose$)/],
  ['models/', /^(models\/|#protocol\/|node:|flatbuffers|@tensorflow)/],
];

const sources = [...new Set(rules.map(([folder]) => folder.split('/')[0]!))].flatMap((folder) =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.ts'))
    .map((path) => `${folder}/${path}`),
);

it('sees the sources', () => {
  expect(sources.length).toBeGreaterThan(30);
});

it.each(sources)('%s imports only what its folder may', (file) => {
  const [, allowed] = rules.find(([folder]) => file.startsWith(folder))!;
  const text = readFileSync(file, 'utf8');
  const imports = [
    // A type leaves nothing behind in the bundle: its package may be any, its folder not.
    ...text.matchAll(/^(?:import|export)\b(?! type\b[^;]*?from '[^.#])[^;]*?from '([^']+)'/gm),
    ...text.matchAll(/\bimport\('([^']+)'\)/g),
    ...text.matchAll(/^import '([^']+)'/gm),
  ];
  for (const [, specifier] of imports) {
    const path = specifier!.startsWith('.') ? normalize(join(dirname(file), specifier!)) : specifier!;
    expect(path).toMatch(allowed);
  }
});

it('protocol takes no clock, no chance and no I/O', () => {
  for (const file of sources.filter((path) => path.startsWith('protocol/'))) {
    expect(readFileSync(file, 'utf8'), file).not.toMatch(
      /Date\.now|new Date\(|Math\.random|getRandomValues|fetch\(|node:/,
    );
  }
});

it('the Web Worker is the vision thread and nothing else is called so', () => {
  for (const file of sources.filter((path) => path.startsWith('widget/'))) {
    expect(file).not.toMatch(/worker/i);
  }
});

it('no file is called after what it happens to hold', () => {
  for (const file of sources) expect(file).not.toMatch(/(utils?|helpers?|common|types|misc)\.ts$/);
});
