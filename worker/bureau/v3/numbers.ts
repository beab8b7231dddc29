/** Numbers of our side (IspZtid and its like). A thing has the same number whenever it is sent. */

/** The kinds that are numbered apart. */
export type Numbered = 'organiser' | 'service' | 'domain' | 'access' | 'ip';

export interface Numbers {
  /** @param record the record's own key, since ids are unique within a record only */
  numberOf: (kind: Numbered, record: string, id: string) => number;
  /** The id, within its record, of a number; undefined for a number that was not given out. */
  idOf: (kind: Numbered, number: number) => string | undefined;
}

/** Numbers given out in order from 1 on, for one run. A bureau account keeps its own. */
export function sequentialNumbers(): Numbers {
  const ids: Record<Numbered, string[]> = { organiser: [], service: [], domain: [], access: [], ip: [] };
  const numbers = new Map<string, number>();
  return {
    numberOf: (kind, record, id) => {
      const key = JSON.stringify([kind, record, id]);
      const number = numbers.get(key) ?? ids[kind].push(id);
      numbers.set(key, number);
      return number;
    },
    idOf: (kind, number) => ids[kind][number - 1],
  };
}
