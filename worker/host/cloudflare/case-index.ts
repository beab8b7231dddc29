import type { CaseSummary } from '#protocol/case/case.ts';
import { waitingStates, type CaseIndex } from '../../case/cases.ts';
import { cursorOf, positionOf } from '../../case/cursor.ts';

/** The index in D1, with the tables of migrations/. */
export const d1CaseIndex = (database: D1Database): CaseIndex => ({
  async put(tenant, { id, state, channel, createdAtMs, changedAtMs }) {
    await database
      .prepare(
        `insert into cases (id, tenant, state, channel, created_at_ms, changed_at_ms) values (?1, ?2, ?3, ?4, ?5, ?6)
         on conflict (id) do update set state = excluded.state, changed_at_ms = excluded.changed_at_ms
         where excluded.changed_at_ms >= cases.changed_at_ms`,
      )
      .bind(id, tenant, state, channel, createdAtMs, changedAtMs)
      .run();
  },

  async list(tenant, { state, cursor, limit }) {
    const after = cursor === undefined ? undefined : positionOf(cursor);
    const conditions = [
      'tenant = ?',
      ...(state === undefined ? [] : ['state = ?']),
      ...(after ? ['(created_at_ms, id) < (?, ?)'] : []),
    ];
    const values = [tenant, ...(state === undefined ? [] : [state]), ...(after ? [after.createdAtMs, after.id] : [])];
    const { results } = await database
      .prepare(
        `select id, state, channel, created_at_ms as createdAtMs, changed_at_ms as changedAtMs from cases
         where ${conditions.join(' and ')} order by created_at_ms desc, id desc limit ?`,
      )
      // One more shows whether there is another page.
      .bind(...values, limit + 1)
      .all<CaseSummary>();
    const cases = results.slice(0, limit);
    return { cases, ...(results.length > limit && { cursor: cursorOf(cases.at(-1)!) }) };
  },

  async waiting({ unchangedSinceMs, from, limit }) {
    const { results } = await database
      .prepare(
        `select id from cases where state in (${waitingStates.map(() => '?').join(', ')})
         and id >= ? and changed_at_ms <= ? order by id limit ?`,
      )
      .bind(...waitingStates, from, unchangedSinceMs, limit)
      .all<{ id: string }>();
    return results.map(({ id }) => id);
  },

  async putForm(number, form) {
    await database
      .prepare(
        `insert into forms (number, case_id, state) values (?1, ?2, ?3)
         on conflict (number) do update set state = excluded.state where forms.state = 'valid'`,
      )
      .bind(number, form.case, form.state)
      .run();
  },

  async findForm(number) {
    const found = await database
      .prepare('select case_id as "case", state from forms where number = ?1')
      .bind(number)
      .first<{ case: string; state: 'valid' | 'withdrawn' }>();
    return found ?? undefined;
  },

  async remove(id) {
    await database.batch([
      database.prepare('delete from cases where id = ?1').bind(id),
      database.prepare(`update forms set state = 'withdrawn' where case_id = ?1`).bind(id),
    ]);
  },
});
