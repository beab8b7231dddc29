/** What the bureau's stand-in has accepted, as it received it. */
import { createHash } from 'node:crypto';
import { childOf, childrenOf, textIn } from '../../worker/bureau/xml-content.ts';
import { parseXml } from '../../worker/bureau/xml.ts';
import type { Rows } from '../../worker/retention/rows.ts';
import { partsOf } from '../../worker/sandbox/bureau/parts.ts';
import type { Stage } from '../../worker/sandbox/bureau/stage.ts';

export interface Filed {
  /** Number of the organiser's document. */
  readonly document: string;
  readonly domains: readonly string[];
  /** Digests of the pictures that came with it, each once. */
  readonly pictures: readonly string[];
}

export const filedIn = (rows: Rows): Filed[] =>
  rows
    .run<{ id: number }>('select id from records where stage = ? order by id', 'accepted' satisfies Stage)
    .map(({ id }) => filed(rows, id));

function filed(rows: Rows, id: number): Filed {
  const record = parseXml(textAt(rows, `record ${id}`));
  const attachments = rows.run<{ n: number }>('select n from attachments where record = ?', id);
  const pictures = attachments.map(({ n }) => digestOf(Buffer.from(textAt(rows, `attachment ${id} ${n}`), 'base64')));
  return {
    document: textIn(childOf(childOf(record, 'Zt_xx'), 'Zj'), 'Zjhm'),
    domains: childrenOf(record, 'Wz_xx').flatMap((service) =>
      childrenOf(service, 'Ym_xx').map((domain) => textIn(domain, 'Ym')),
    ),
    pictures: [...new Set(pictures)],
  };
}

const textAt = (rows: Rows, owner: string): string => new TextDecoder().decode(partsOf(rows, owner));

const digestOf = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('base64url');
