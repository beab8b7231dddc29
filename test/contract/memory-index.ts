import type { CaseSummary } from '#protocol/case/case.ts';
import { waitingStates, type CaseIndex } from '../../worker/case/cases.ts';
import { cursorOf, positionOf, type Position } from '../../worker/case/cursor.ts';

type Form = Awaited<ReturnType<CaseIndex['findForm']>>;

export interface IndexStorage {
  readonly cases: Map<string, CaseSummary & { readonly tenant: string }>;
  readonly forms: Map<string, NonNullable<Form>>;
}

/** The index in memory. */
export const memoryIndex = ({ cases, forms }: IndexStorage): CaseIndex => ({
  async put(tenant, line) {
    const stored = cases.get(line.id);
    if (!stored) cases.set(line.id, { ...line, tenant });
    else if (line.changedAtMs >= stored.changedAtMs) {
      cases.set(line.id, { ...stored, state: line.state, changedAtMs: line.changedAtMs });
    }
  },

  async list(tenant, { state, cursor, limit }) {
    const after = cursor === undefined ? undefined : positionOf(cursor);
    const found = [...cases.values()]
      .filter((line) => line.tenant === tenant && (state === undefined || line.state === state))
      .filter((line) => !after || newestFirst(after, line) < 0)
      .toSorted(newestFirst)
      .map(lineOf);
    const page = found.slice(0, limit);
    return { cases: page, ...(found.length > limit && { cursor: cursorOf(page.at(-1)!) }) };
  },

  waiting: async ({ unchangedSinceMs, from, limit }) =>
    [...cases.values()]
      .filter(({ state }) => (waitingStates as readonly string[]).includes(state))
      .filter(({ id, changedAtMs }) => id >= from && changedAtMs <= unchangedSinceMs)
      .map(({ id }) => id)
      .toSorted()
      .slice(0, limit),

  async putForm(number, form) {
    const stored = forms.get(number);
    if (!stored) forms.set(number, form);
    else if (stored.state === 'valid') forms.set(number, { ...stored, state: form.state });
  },

  findForm: async (number) => forms.get(number),

  async remove(id) {
    cases.delete(id);
    for (const [number, form] of forms) if (form.case === id) forms.set(number, { ...form, state: 'withdrawn' });
  },
});

const lineOf = ({ id, state, channel, createdAtMs, changedAtMs }: CaseSummary): CaseSummary => ({
  id,
  state,
  channel,
  createdAtMs,
  changedAtMs,
});

const newestFirst = (one: Position, other: Position): number =>
  other.createdAtMs - one.createdAtMs || (other.id > one.id ? 1 : other.id < one.id ? -1 : 0);
