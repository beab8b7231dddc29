/** A blob's address is revoked after this time. The blob has imported the script by then. Convention. */
const importingMs = 20_000;

interface TrustedTypes {
  createPolicy(name: string, rules: object): { createScriptURL(url: string): string };
}

/**
 * Start a thread with a classic script. A script of the page's origin is started directly. Any other script is imported by a
 * blob, because fewer content security policies forbid this than the alternatives. Both ways use the trusted-types policy
 * `beihe` if the browser has trusted types.
 *
 * @throws the browser's error where the page's policy forbids it; some browsers fire the thread's `error` event instead
 */
export function startThread(script: URL, name: string): Worker {
  const { trustedTypes } = globalThis as { trustedTypes?: TrustedTypes };
  const trusted = (url: string) => (trustedTypes ? policyOf(trustedTypes).createScriptURL(url) : url);
  if (script.origin === location.origin) return new Worker(trusted(script.href), { name });
  const source = `var u=${JSON.stringify(script.href)},t=self.trustedTypes;importScripts(t?t.createPolicy('beihe',{createScriptURL:x=>x}).createScriptURL(u):u)`;
  const address = URL.createObjectURL(new Blob([source], { type: 'text/javascript' }));
  setTimeout(() => URL.revokeObjectURL(address), importingMs);
  return new Worker(trusted(address), { name });
}

let policy: ReturnType<TrustedTypes['createPolicy']> | undefined;

/** The trusted-types policy. It is created once, because a page may not create two with the same name. */
const policyOf = (types: TrustedTypes) =>
  (policy = policy || types.createPolicy('beihe', { createScriptURL: (url: string) => url }));
