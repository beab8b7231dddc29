/**
 * `/support.js`: a few kilobytes that a page loads before anything large. In a page it defines `BeiheSupport.check()`. As
 * the script of a thread it posts what the thread can do.
 */
import { checkSupport, threadAbilities } from './support.ts';
import type { BeiheSupport } from '../contract.ts';

if (typeof document === 'undefined') {
  postMessage(threadAbilities());
} else {
  const own = ((document.currentScript || {}) as Partial<HTMLScriptElement>).src;
  const support: BeiheSupport = {
    check: (script = own) => {
      if (!script) return Promise.reject(new TypeError('check needs the address of support.js'));
      return checkSupport(new URL(script, document.baseURI));
    },
  };
  globalThis.BeiheSupport = support;
}
