import { createHash } from 'node:crypto';
import { expect, it } from 'vitest';
import { filedIn } from '../../../../tool/soak/filed.ts';
import { memoryRows } from '../../../../tool/memory-rows.ts';
import { keepParts } from '../../../../worker/sandbox/bureau/parts.ts';
import { prepareTables } from '../../../../worker/sandbox/bureau/tables.ts';

it('reads what the bureau has accepted as it was received: document, domains, and each picture once', () => {
  const rows = memoryRows();
  prepareTables(rows);
  const record = (id: number, stage: string) => {
    rows.run(
      `insert into records (id, sequence, kind, own_key, title, stage, codes) values (?, 1, 'filing', 'key', '', ?, '[]')`,
      id,
      stage,
    );
    const xml = `<?xml version="1.0" encoding="UTF-8"?><A><Zt_xx><Zj><Zjhm>91${id}</Zjhm></Zj></Zt_xx><Wz_xx><Ym_xx><Ym>a.cn</Ym></Ym_xx><Ym_xx><Ym>b.cn</Ym></Ym_xx></Wz_xx></A>`;
    keepParts(rows, `record ${id}`, new TextEncoder().encode(xml));
    for (const [n, text] of ['form', 'photo', 'form'].entries()) {
      rows.run(
        'insert into attachments (record, n, purpose, format, owner_kind, owner) values (?, ?, 1, 1, 1, ?)',
        id,
        n,
        'owner',
      );
      keepParts(rows, `attachment ${id} ${n}`, new TextEncoder().encode(Buffer.from(text).toString('base64')));
    }
  };
  record(1, 'returned');
  record(2, 'accepted');
  const digestOf = (text: string) => createHash('sha256').update(text).digest('base64url');
  expect(filedIn(rows)).toEqual([
    { document: '912', domains: ['a.cn', 'b.cn'], pictures: [digestOf('form'), digestOf('photo')] },
  ]);
});
