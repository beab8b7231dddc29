/** Closed lists, each by the name of its type. */
export type Lists = Readonly<Record<string, readonly string[]>>;

const imports = /^import type \{[^}]*\} from '[^']*';\n/gm;
const exported = /^export type \{([^}]*)\};\n/m;

/**
 * Turn the source of the contract into a file without imports: each type that it imports and exports is written out from
 * its list.
 *
 * @throws Error if an import remains, or if the lists are not those of the exported types
 */
export function publishedTypes(source: string, lists: Lists): string {
  const standalone = source.replaceAll(imports, '');
  const [statement, names] = exported.exec(standalone) ?? [];
  const wanted = names
    ?.split(',')
    .map((name) => name.trim())
    .filter((name) => name);
  if (statement === undefined || wanted?.toSorted().join() !== Object.keys(lists).toSorted().join()) {
    throw new Error(`the contract exports ${names ?? 'no list'}, and there are lists of ${Object.keys(lists).join()}`);
  }
  const unions = Object.entries(lists).map(
    ([name, values]) => `export type ${name} =${values.map((value) => `\n  | '${value}'`).join('')};\n`,
  );
  const published = standalone.replace(statement, unions.join(''));
  if (/\bimport\b|\bfrom '/.test(published)) throw new Error('the contract still imports something');
  return published;
}
