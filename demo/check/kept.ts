import type { StartedSession } from './backend.ts';

const key = 'beihe-demo-session';

/** This tab's session, which outlives a reload. A real provider's page would find the session by its user. */
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
      // Without storage, the page has no session after a reload.
    }
  },
};
