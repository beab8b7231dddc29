import type { StartedSession } from './backend.ts';

const key = 'beihe-demo-session';

/** This tab's session, kept through reloads. A real provider's page would know the session by its user. */
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
      // Without storage, a reload starts anew.
    }
  },
};
