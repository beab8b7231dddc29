/** Changes one value in a JSON tree and leaves the tree that was given as it is. */
import type { Keys } from '#protocol/filing/finding.ts';

/** A copy with this value at these keys; undefined takes a field out. Objects on the way are made where they are missing. */
export function withValue<Tree>(tree: Tree, keys: Keys, value: unknown): Tree {
  const [key, ...rest] = keys;
  // The type holds: the caller names a place of the tree and gives a value of it.
  if (key === undefined) return value as Tree;
  if (Array.isArray(tree)) {
    return tree.map((entry: unknown, n) => (n === Number(key) ? withValue(entry, rest, value) : entry)) as Tree;
  }
  const { [key]: member, ...others } = (tree ?? {}) as Record<PropertyKey, unknown>;
  const changed = withValue(member, rest, value);
  return (changed === undefined ? others : { ...(tree as object), [key]: changed }) as Tree;
}

/** The value at these keys, or undefined. */
export const valueAt = (tree: unknown, keys: Keys): unknown =>
  keys.reduce<unknown>(
    (at, key) => (typeof at === 'object' && at !== null ? (Reflect.get(at, key) as unknown) : undefined),
    tree,
  );

/** The list at these keys; empty where there is none. */
export const entriesAt = (tree: unknown, keys: Keys): readonly unknown[] => {
  const list = valueAt(tree, keys);
  return Array.isArray(list) ? list : [];
};

/** A copy with one more entry at the end of the list at these keys. */
export const withEntry = <Tree>(tree: Tree, keys: Keys, entry: unknown): Tree =>
  withValue(tree, keys, [...entriesAt(tree, keys), entry]);

/** A copy without the n-th entry of the list at these keys. */
export const withoutEntry = <Tree>(tree: Tree, keys: Keys, n: number): Tree =>
  withValue(tree, keys, entriesAt(tree, keys).toSpliced(n, 1));
