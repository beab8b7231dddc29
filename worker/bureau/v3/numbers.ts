/** Numbers of our side (IspZtid and its like): each thing's own, the same whenever it is sent. */

/** The kinds that are numbered apart. */
export type Numbered = 'organiser' | 'service' | 'domain' | 'access' | 'ip';

export interface Numbers {
  numberOf: (kind: Numbered, id: string) => number;
  /** The id that has this number; undefined for a number that was not given out. */
  idOf: (kind: Numbered, number: number) => string | undefined;
}

/** Numbers given out in order from 1 on, for one run. A bureau account keeps its own. */
export function sequentialNumbers(): Numbers {
  const ids: Record<Numbered, string[]> = { organiser: [], service: [], domain: [], access: [], ip: [] };
  const places = new Map<string, number>();
  return {
    numberOf: (kind, id) => {
      const key = `${kind} ${id}`;
      const number = places.get(key) ?? ids[kind].push(id);
      places.set(key, number);
      return number;
    },
    idOf: (kind, number) => ids[kind][number - 1],
  };
}
