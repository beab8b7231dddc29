/** The rules of docs/architecture.md on imports, files and names, as a test. */
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { describe, expect, it } from 'vitest';
import { suiteNames } from '../../tool/suites/names.ts';

/** Every file of the repository, new ones included. */
const files = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard'], { encoding: 'utf8' })
  .trim()
  .split('\n')
  .filter((file) => existsSync(file));
const sources = files.filter((file) => /\.(ts|tsx|mjs)$/.test(file));

interface Import {
  /** Path from the root of the repository, or the package's specifier. */
  readonly target: string;
  readonly isType: boolean;
}

/** Everything that a file imports, statically, dynamically or as a type, and what it re-exports. */
function importsOf(file: string): Import[] {
  const text = readFileSync(file, 'utf8');
  const statics = text.matchAll(/^(?:import|export)\b(?<type> type\b)?[^;'"`]*?\bfrom '(?<specifier>[^']+)'/gm);
  const bare = text.matchAll(/^import '(?<specifier>[^']+)'/gm);
  const dynamic = text.matchAll(/\bimport\(\s*'(?<specifier>[^']+)'\s*\)/g);
  return [...statics, ...bare, ...dynamic].map(({ groups }) => ({
    target: resolved(groups!['specifier']!, file),
    isType: groups!['type'] !== undefined,
  }));
}

function resolved(specifier: string, from: string): string {
  if (specifier.startsWith('#')) return specifier.slice(1);
  return specifier.startsWith('.') ? normalize(join(dirname(from), specifier)) : specifier;
}

const imports = new Map(sources.map((file) => [file, importsOf(file)]));

/**
 * What the files of a folder may import; the first rule whose pattern matches a file counts. A type adds nothing to a
 * bundle, so types may come from any package.
 */
const rules: readonly (readonly [files: RegExp, allowed: RegExp])[] = [
  [/^protocol\/measure\//, /^protocol\/measure\//],
  [/^protocol\/action\//, /^protocol\/(measure|action)\//],
  [/^protocol\/policy\//, /^(protocol\/(measure|action|policy)\/|@noble\/hashes\/)/],
  [/^protocol\/document\//, /^protocol\/(document\/|(locale|own)\.ts$)/],
  [
    /^protocol\/filing\//,
    /^(protocol\/(document|filing)\/|protocol\/(limits|locale|encoded)\.ts$|@noble\/hashes\/|zod$|canonicalize$|jose$|tldts$|punycode\/)/,
  ],
  [/^protocol\//, /^(protocol\/|@noble\/hashes\/|zod$)/],
  [/^vision\//, /^(vision\/|protocol\/|@tensorflow|@jsquash\/jpeg\/)/],
  [/^models\//, /^(models\/|protocol\/|node:|flatbuffers|@tensorflow)/],

  [
    /^worker\/host\//,
    /^(worker\/(?!routes\/)|protocol\/|package\.json$|cloudflare:workers$|hono|zod$|@noble\/hashes\/|@[\w./-]+\.wasm$)/,
  ],
  [/^worker\/app\.ts$/, /^(worker\/(?!host\/)|protocol\/|hono|@hono\/zod-openapi$)/],
  [/^worker\/routes\//, /^(worker\/(?!host\/|app\.ts|sandbox\/)|protocol\/|hono|@hono\/zod-openapi$|zod$|jose$)/],
  [
    /^worker\/sandbox\//,
    /^(worker\/(?!host\/|app\.ts|routes\/)|protocol\/|hono|zod$|jose$|standardwebhooks$|fflate$|@noble\/(hashes|ciphers)\/)/,
  ],
  [/^worker\/http\//, /^(worker\/(?!host\/|app\.ts|routes\/|sandbox\/)|protocol\/|hono|zod$)/],
  [/^worker\/context\.ts$/, /^worker\/(ports|config)\.ts$|^worker\/(authority|bureau|load|trust|tenant)\/|^protocol\//],
  [
    /^worker\/ports\.ts$/,
    /^worker\/(retention|case|person|session|capture|trust|form|bureau\/account|delivery)\/|^protocol\/policy\//,
  ],
  // It tells of other rooms' work and knows none of them.
  [
    /^worker\/delivery\//,
    /^(worker\/(delivery|trust)\/|worker\/retention\/rows\.ts$|protocol\/|standardwebhooks$|jose$|@noble\/hashes\/)/,
  ],
  [
    /^worker\/case\/job\//,
    /^(worker\/(case|authority|capture|consent|form|load|person|session|tenant|trust|delivery|bureau\/(account|v3))\/|worker\/bureau\/configuration\.ts$|protocol\/|jose$)/,
  ],
  [
    /^worker\/case\//,
    /^(worker\/(case\/(?!job\/)|bureau\/v3\/|tenant\/|form\/signatures\.ts$|retention\/wake\.ts$)|protocol\/|jose$)/,
  ],
  [/^worker\/person\//, /^(worker\/(person\/|trust\/|session\/attempt\.ts$)|protocol\/|jose$)/],
  [
    /^worker\/vision\//,
    /^(worker\/(vision|capture|trust)\/|protocol\/|vision\/|models\/manifest\.json$|@tensorflow|@noble\/hashes\/)/,
  ],
  [
    /^worker\/appraisal\//,
    /^(worker\/(appraisal|session|consent|capture|load|trust)\/|protocol\/|models\/manifest\.json$|jose$)/,
  ],
  // What sessions and cases know of their storage: when they are woken.
  [/^worker\/retention\/wake\.ts$/, /^$/],
  [
    /^worker\/retention\//,
    /^(worker\/(retention|session|capture|trust)\/|worker\/case\/(?!job\/)|worker\/bureau\/blob-keys\.ts$|protocol\/|@noble\/hashes\/)/,
  ],
  [/^worker\/session\//, /^(worker\/(session|consent|capture|trust)\/|worker\/retention\/wake\.ts$|protocol\/)/],
  [/^worker\/consent\//, /^(worker\/consent\/|protocol\/|jose$|@noble\/hashes\/)/],
  [/^worker\/load\//, /^(worker\/(load\/|capture\/face-reader\.ts$)|protocol\/)/],
  [/^worker\/capture\//, /^(worker\/(capture|trust)\/|protocol\/|jose$|@noble\/hashes\/)/],
  [/^worker\/trust\//, /^(worker\/trust\/|protocol\/|jose$|zod$|@noble\/(hashes|ciphers)\/)/],
  [/^worker\/authority\//, /^(worker\/(authority|trust)\/|protocol\/|zod$|@noble\/(hashes|ciphers)\/)/],
  [/^worker\/tenant\//, /^(worker\/tenant\/|protocol\/|zod$|@noble\/hashes\/)/],
  [
    /^worker\/bureau\/account\//,
    /^(worker\/bureau\/(account\/|v3\/numbers\.ts$|configuration\.ts$)|worker\/retention\/rows\.ts$|protocol\/)/,
  ],
  // It composes the rooms whose cases are sent and told.
  [
    /^worker\/bureau\/job\//,
    /^(worker\/(bureau|capture|case|delivery|form|retention|tenant|trust)\/|protocol\/|jose$)/,
  ],
  [
    /^worker\/bureau\//,
    /^(worker\/bureau\/(?!account\/|job\/)|worker\/trust\/random\.ts$|protocol\/|vision\/(jpeg-codec|picture)\.ts$|zod$|jose$|fflate$|@noble\/(hashes|ciphers)\/)/,
  ],
  [
    /^worker\/form\//,
    /^(worker\/form\/|protocol\/|vision\/jpeg-codec\.ts$|@libpdf\/core$|@resvg\/resvg-wasm$|@noble\/hashes\/|lean-qr$|canonicalize$|jose$)/,
  ],
  [/^worker\/config\.ts$/, /^worker\/((authority|tenant)\/|bureau\/configuration\.ts$)|^protocol\/|^zod$/],

  // The contract is published as one file, so it may import only closed lists.
  [/^widget\/contract\.ts$/, /^(widget\/(page\/support-code|embed\/theme)\.ts$|protocol\/)/],
  [/^widget\/page\//, /^(widget\/(page\/|vision\/start\.ts$|contract\.ts$)|protocol\/)/],
  [
    /^widget\/vision\//,
    /^(widget\/(vision|page)\/|widget\/liveness\/(guidance|waiver)\.ts$|protocol\/|vision\/|comlink$|@tensorflow|@noble\/hashes)/,
  ],
  [/^widget\//, /^(widget\/|protocol\/|package\.json$|lit|comlink$|jose$|dpop$)/],

  [/^hosted\//, /^(hosted|widget)\/|^protocol\//],
  [/^demo\/snippets\//, /^(beihe|vue|react)$/],
  [/^demo\/verify-result\.mjs$/, /^(node:|jose$)/],
  [/^demo\/receive-webhooks\.mjs$/, /^(node:|standardwebhooks$)/],
  [/^demo\/record\//, /^(demo\/record|worker\/bureau)\/|^hosted\/locale\.ts$|^(protocol\/|lit)/],
  [/^demo\/filing\/step\/submission\.ts$/, /^demo\/filing\/|^worker\/bureau\/v3\/codes\.ts$|^(protocol\/|lit)/],
  [/^demo\/filing\/scene\.ts$/, /^demo\/(filing|record)\/|^worker\/sandbox\/authority\/test-number\.ts$/],
  [/^demo\//, /^(demo|hosted|widget|assess\/(report|page\/appraisal))\/|^(protocol\/|lit|jose$)/],

  [/^assess\/count\//, /^assess\/count\/|^(protocol\/|zod$)/],
  [/^assess\/report\//, /^assess\/(report|count)\/|^protocol\//],
  [/^assess\/clip\//, /^assess\/clip\/|^zod$/],
  [/^assess\/real\//, /^(assess\/real\/|worker\/appraisal\/check\/|protocol\/|zod$)/],
  [
    /^assess\/page\//,
    /^(assess\/(page|report|count|clip)\/|hosted\/locale\.ts$|widget\/(locale|page)\/|widget\/(phase|contract)\.ts$|vision\/jpeg-codec\.ts$|protocol\/|lit|@jsquash\/jpeg\/)/,
  ],
  [
    /^assess\/synthetic\//,
    /^(assess\/synthetic\/|worker\/(capture|tenant)\/|protocol\/|dist\/models\/|jose$|@noble\/hashes\/|node:timers\/promises$)/,
  ],
  [
    /^assess\/actor\//,
    /^(assess\/(actor|synthetic|clip)\/|assess\/count\/(person|trial)\.ts$|worker\/(appraisal|capture|vision|tenant)\/|tool\/browser\.ts$|protocol\/|vision\/|models\/|node:|@jsquash\/jpeg\/|@noble\/hashes\/|@tensorflow|jpeg-js$)/,
  ],
  [
    /^assess\/command\//,
    /^(assess\/(?!page\/)|worker\/(appraisal|capture|tenant)\/|tool\/(browser|command-line|dev-server|build\/build)\.ts$|protocol\/|package\.json$|node:|playwright-core$|zod$)/,
  ],

  // The soaked worker is the product's, with what makes a session verified.
  [/^tool\/soak\/worker\//, /^(tool\/soak\/worker|worker)\/|^protocol\/|^(cloudflare:workers|jose)$/],
  [/^tool\/suites\/longest-first\.ts$/, /^vitest\/node$/],
  [
    /^tool\//,
    /^(tool|assess\/(actor|synthetic|clip)|worker|widget|vision|models|protocol|dist)\/|^(package\.json$|node:|@|comlink$|jose$|miniflare$|playwright-core$|standardwebhooks$|vite$|wrangler$|zod$)/,
  ],
  [/^test\//, /./],
  [/^vitest\.config\.ts$/, /^(node:|vitest|tool\/suites\/longest-first\.ts$)/],
];

describe('imports', () => {
  it('are found in all sources', () => {
    expect(sources.length).toBeGreaterThan(300);
    expect([...imports.values()].flat().length).toBeGreaterThan(1_000);
  });

  it.each(sources)('%s imports only what its folder may', (file) => {
    const rule = rules.find(([pattern]) => pattern.test(file));
    expect(rule, 'a rule for this file').toBeDefined();
    for (const { target, isType } of imports.get(file)!) {
      const isPackage = !files.includes(target) && !target.startsWith('dist/');
      if (!(isType && isPackage)) expect(target).toMatch(rule![1]);
    }
  });

  it.each(sources.filter((file) => !file.startsWith('test/')))('%s does not import a test', (file) => {
    for (const { target } of imports.get(file)!) expect(target).not.toMatch(/^test\//);
  });

  it.each(sources.filter((file) => file.startsWith('worker/') && !file.startsWith('worker/host/')))(
    '%s gets its policies from the host, not by import',
    (file) => {
      const values = imports.get(file)!.filter(({ isType }) => !isType);
      for (const { target } of values) expect(target).not.toMatch(/^protocol\/policy\/(registry|actions)\.ts$/);
    },
  );

  it('of the widget’s contract, and those in it, are only of types', () => {
    for (const [file, all] of imports) {
      for (const { target, isType } of all) {
        if (file === 'widget/contract.ts' || target === 'widget/contract.ts') expect(isType, file).toBe(true);
      }
    }
  });

  it('form no circle, type-only imports included', () => {
    expect(circles()).toEqual([]);
  });
});

/** Circles of imports, each as the path from a file back to itself. */
function circles(): string[] {
  const found: string[] = [];
  const done = new Set<string>();
  const walk = (file: string, path: readonly string[]): void => {
    if (path.includes(file)) {
      found.push([...path.slice(path.indexOf(file)), file].join(' → '));
      return;
    }
    if (done.has(file)) return;
    for (const { target } of imports.get(file) ?? []) walk(target, [...path, file]);
    done.add(file);
  };
  for (const file of sources) walk(file, []);
  return found;
}

describe('files', () => {
  it('lie in the folder of their subject, with few exceptions', () => {
    const directlyIn = (folder: string) =>
      sources.filter((file) => dirname(file) === folder).map((file) => file.slice(folder.length + 1));
    expect(directlyIn('worker').toSorted()).toEqual(['app.ts', 'config.ts', 'context.ts', 'ports.ts']);
    expect(directlyIn('widget').toSorted()).toEqual(['beihe-verify.ts', 'classic.ts', 'contract.ts', 'phase.ts']);
    expect(directlyIn('assess')).toEqual([]);
    expect(directlyIn('test')).toEqual([]);
  });

  it.each(files.filter((file) => file.endsWith('.test.ts')))('%s belongs to exactly one suite', (file) => {
    expect(suiteNames.filter((name) => file.startsWith(`test/${name}/`))).toHaveLength(1);
  });

  it('are named after their subject: none is called utils, helpers, common, types or misc', () => {
    for (const file of sources) expect(file).not.toMatch(/(utils?|helpers?|common|types|misc)\.ts$/);
  });

  it('of the widget do not call the vision thread a worker', () => {
    for (const file of sources.filter((path) => path.startsWith('widget/'))) expect(file).not.toMatch(/worker/i);
  });
});

it('no page that a person sees submits a form: an iframe that is sandboxed without allow-forms ignores it', () => {
  const shown = files.filter((file) => /^(widget|hosted|demo)\/.*\.(ts|tsx|mjs|html)$/.test(file));
  expect(shown.length).toBeGreaterThan(50);
  for (const file of shown) {
    expect(readFileSync(file, 'utf8'), file).not.toMatch(
      /<form\b|\bSubmitEvent\b|@submit\b|['"]submit['"]|requestSubmit|form[aA]ction/,
    );
  }
});

it('the pure folders of the assessment use no clock, no randomness and no page', () => {
  for (const file of sources.filter((path) => /^assess\/(count|report|clip|real)\//.test(path))) {
    expect(readFileSync(file, 'utf8'), file).not.toMatch(
      /Date\.now|Math\.random|getRandomValues|fetch\(|\b(document|window|navigator)\.\w/,
    );
  }
});

it('protocol uses no clock, no randomness and no I/O', () => {
  for (const file of sources.filter((path) => path.startsWith('protocol/'))) {
    expect(readFileSync(file, 'utf8'), file).not.toMatch(
      /Date\.now|new Date\(|Math\.random|getRandomValues|fetch\(|node:/,
    );
  }
});

/**
 * Indexing a table by a name from outside finds what every object inherits, such as `constructor`. Where the compiler does not
 * know that the name is in the table, `ownValue` (protocol/own.ts) looks it up.
 */
describe('tables', () => {
  // The other folders get no names from outside.
  const own = sources.filter((path) =>
    /^(protocol|worker|widget|hosted|demo|assess\/(?!actor|synthetic))\b/.test(path),
  );

  it('with text as their keys are not indexed directly', () => {
    for (const file of own) {
      const text = readFileSync(file, 'utf8');
      const tables = text.matchAll(/^const (\w+): (?:\w+<)*Record<string,[^=]+= \{/gm);
      for (const [, table] of tables) expect(text, file).not.toMatch(new RegExp(`\\b${table}\\[(?!')`));
    }
  });

  it('are not indexed by a name that is only asserted to be in them', () => {
    for (const file of own) {
      const text = readFileSync(file, 'utf8');
      expect(text, file).not.toMatch(/\[\w+ as (\w*(Code|Kind|Cause|Name|Locale)|keyof [^\]]+|never|any)\]/);
      expect(text, file).not.toMatch(/Record<[^;]*>\)\[/);
      expect(text, file).not.toMatch(/=> \w+ in \w+[),]/);
    }
  });
});
