import type { StartedSession } from './backend.ts';

const key = 'beihe-demo-session';

/** The session that this tab is at, through reloads: a provider's own page would know it by its user. */
export const keptSession = {
  read(): StartedSession | undefined {
    try {
      return JSON.parse(sessionStorage.getItem(key) ?? 'null') ?? undefined;
    } catch {
      return undefined;
    }
  },
  write(session: StartedSession | undefined): void {
    try {
      if (session) sessionStorage.setItem(key, JSON.stringify(session));
      else sessionStorage.removeItem(key);
    } catch {
      // Without storage a reload begins anew.
    }
  },
};
