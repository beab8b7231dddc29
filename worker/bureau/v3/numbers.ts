/** Numbers of our side (IspZtid and its like). A thing has the same number whenever it is sent. */

/** The kinds that are numbered apart. */
export type Numbered = 'organiser' | 'service' | 'domain' | 'access' | 'ip';

export interface Numbers {
  /** @param record the record's own key, since ids are unique within a record only */
  numberOf: (kind: Numbered, record: string, id: string) => number;
  /** The id, within its record, of a number; undefined for a number that was not given out. */
  idOf: (kind: Numbered, number: number) => string | undefined;
}

/** A part of one record. */
export interface Part {
  readonly kind: Numbered;
  readonly id: string;
}

export interface NumberedPart extends Part {
  readonly number: number;
}

/** The numbers of one record's parts, which has to be all that is asked for. */
export function numbersOfParts(parts: readonly NumberedPart[]): Numbers {
  const byPart = new Map(parts.map(({ kind, id, number }) => [JSON.stringify([kind, id]), number]));
  return {
    numberOf: (kind, _, id) => {
      const number = byPart.get(JSON.stringify([kind, id]));
      if (number === undefined) throw new RangeError(`no number for ${kind} ${id}`);
      return number;
    },
    idOf: (kind, number) => parts.find((each) => each.kind === kind && each.number === number)?.id,
  };
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
