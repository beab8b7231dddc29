/**
 * The value that a table itself has for a name. A name from outside may be `constructor` or `toString`, which every object
 * inherits, so no table is indexed by such a name directly.
 */
export const ownValue = <T>(table: Readonly<Partial<Record<string, T>>>, name: string): T | undefined =>
  Object.hasOwn(table, name) ? table[name] : undefined;
