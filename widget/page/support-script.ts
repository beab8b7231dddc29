/**
 * `/support.js`: a few kilobytes that a page loads before anything big. In a page it defines `BeiheSupport.check()`; as
 * the script of a thread it tells what the thread can do.
 */
import { checkSupport, threadAbilities, type Support } from './support.ts';

export interface BeiheSupport {
  /**
   * Whether the check can run in this browser and on this page.
   *
   * @param script this script's address, where it was not loaded by a classic script tag
   */
  check(script?: string): Promise<Support>;
}

if (typeof document === 'undefined') {
  postMessage(threadAbilities());
} else {
  const own = ((document.currentScript || {}) as Partial<HTMLScriptElement>).src;
  const support: BeiheSupport = {
    check: (script = own) => {
      if (!script) return Promise.reject(new TypeError('check needs the address of support.js'));
      return checkSupport(new URL(script, location.href));
    },
  };
  (globalThis as { BeiheSupport?: BeiheSupport }).BeiheSupport = support;
}
