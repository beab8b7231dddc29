/** A script of ours on another origin is imported by a blob for so long at most, before its address is given back. */
const importingMs = 20_000;

interface TrustedTypes {
  createPolicy(name: string, rules: object): { createScriptURL(url: string): string };
}

/**
 * Start a thread with a classic script: directly if the script is of the page's origin, else from a blob that imports it,
 * which is what the fewest content security policies forbid. Both name the trusted-types policy `beihe` where the page
 * wants one.
 *
 * @throws whatever the browser says where the page's policy forbids it; some say so by the thread's `error` event
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

/** The page's policy of this script; a policy's name can be given once. */
const policyOf = (types: TrustedTypes) =>
  (policy = policy || types.createPolicy('beihe', { createScriptURL: (url: string) => url }));
