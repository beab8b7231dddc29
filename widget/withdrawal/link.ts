/**
 * The link with which the person can withdraw. It is kept in this browser from the consent on, so that the element can still
 * offer the withdrawal when the session itself has ended; the person can also copy it and use it in another browser.
 */
import type { WithdrawalLink } from '#protocol/session/withdrawal.ts';

const prefix = 'beihe-withdrawal:';

/** Used if the browser forbids storage, as in some third-party iframes. It lasts as long as the page. */
const unstored = new Map<string, WithdrawalLink>();

/** Address of the hosted page that withdraws. Browsers do not send the fragment to a server. */
export const withdrawalPage = (verifier: string, { token }: WithdrawalLink): string =>
  new URL(`/verify#withdraw=${token}`, verifier).href;

export function keepLink(session: string, link: WithdrawalLink): void {
  unstored.set(session, link);
  attempt(() => localStorage.setItem(prefix + session, JSON.stringify(link)));
}

export function forgetLink(session: string): void {
  unstored.delete(session);
  attempt(() => localStorage.removeItem(prefix + session));
}

/** The link of this session. Links whose data is no longer kept are removed. @param nowMs epoch milliseconds */
export function keptLink(session: string, nowMs: number): WithdrawalLink | undefined {
  attempt(() => {
    for (const key of Object.keys(localStorage)) {
      if (key.startsWith(prefix) && !isKept(stored(key), nowMs)) localStorage.removeItem(key);
    }
  });
  const link = unstored.get(session) ?? attempt(() => stored(prefix + session));
  return isKept(link, nowMs) ? link : undefined;
}

const isKept = (link: WithdrawalLink | undefined, nowMs: number): link is WithdrawalLink =>
  link !== undefined && link.keptUntilMs > nowMs;

/** The page around the element may have changed the entry, so its form is checked. */
function stored(key: string): WithdrawalLink | undefined {
  const { token, keptUntilMs } = (attempt(() => JSON.parse(localStorage.getItem(key) ?? '{}')) ??
    {}) as Partial<WithdrawalLink>;
  return typeof token === 'string' && typeof keptUntilMs === 'number' ? { token, keptUntilMs } : undefined;
}

/** @returns undefined if storage is full or forbidden, or if its content does not parse */
function attempt<T>(use: () => T): T | undefined {
  try {
    return use();
  } catch {
    return undefined;
  }
}
