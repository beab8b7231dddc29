/** Where a page of the list of cases ends, as text for the next request. */
import { base64url } from 'jose';
import { Refusal } from '#protocol/refusal.ts';

/** The last case of a page. The list is ordered by both, falling. */
export interface Position {
  readonly createdAtMs: number;
  readonly id: string;
}

export const cursorOf = ({ createdAtMs, id }: Position): string => base64url.encode(`${createdAtMs} ${id}`);

/** @throws Refusal request-malformed */
export function positionOf(cursor: string): Position {
  try {
    const [, createdAtMs, id] = /^(\d{1,16}) (\S+)$/.exec(new TextDecoder().decode(base64url.decode(cursor)))!;
    return { createdAtMs: Number(createdAtMs), id: id! };
  } catch (error) {
    throw new Refusal('request-malformed', { cause: error, detail: 'cursor: expected one of an earlier answer' });
  }
}
