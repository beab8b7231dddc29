import type { Store } from './outbox.ts';

/** Used if the browser forbids storage, as in some third-party iframes. It lasts as long as the page. */
const unstored = new Map<string, string>();

const pageStore: Store = {
  getItem: (key) => unstored.get(key) ?? null,
  setItem: (key, value) => void unstored.set(key, value),
  removeItem: (key) => void unstored.delete(key),
};

/** The tab's store, which outlives a reload; if that is forbidden, a store that lasts as long as the page. */
export function tabStore(): Store {
  try {
    return sessionStorage;
  } catch {
    return pageStore;
  }
}
