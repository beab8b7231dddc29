import type { Store } from './outbox.ts';

/** For browsers that store nothing, as in frames that are kept apart: it lasts as long as the page. */
const unstored = new Map<string, string>();

const pageStore: Store = {
  getItem: (key) => unstored.get(key) ?? null,
  setItem: (key, value) => void unstored.set(key, value),
  removeItem: (key) => void unstored.delete(key),
};

/** What the tab keeps while its page is loaded anew; what the page keeps, where that is forbidden. */
export function tabStore(): Store {
  try {
    return sessionStorage;
  } catch {
    return pageStore;
  }
}
