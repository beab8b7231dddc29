import type { Store } from './outbox.ts';

/** Used where the browser stores nothing, as in some third-party iframes. It lasts as long as the page. */
const unstored = new Map<string, string>();

const pageStore: Store = {
  getItem: (key) => unstored.get(key) ?? null,
  setItem: (key, value) => void unstored.set(key, value),
  removeItem: (key) => void unstored.delete(key),
};

/** The tab's own store, which a reload keeps; the page's, where the tab's is forbidden. */
export function tabStore(): Store {
  try {
    return sessionStorage;
  } catch {
    return pageStore;
  }
}
