/**
 * Finds out whether the verification can run in this browser and on this page, before anything large is loaded. The result
 * depends on what the browser can do; its name only chooses the advice. The element begins with this check, and
 * `/support.js` is only this check. That script is built for old browsers, so newer syntax (`?.`, `??`, `async`) would make
 * it larger.
 */
import type { Support } from '../contract.ts';
import { startThread } from '../vision/start.ts';
import { adviceOnSupport } from './advice.ts';
import { thisPlace, type Place } from './place.ts';
import type { NoteCode, ProblemCode } from './support-code.ts';

/** What a thread can do, found out when it starts. */
export interface ThreadAbilities {
  readonly wasm: 'runs' | 'refused' | 'missing';
  /** Whether the thread can draw; iOS threads can from 16.4 on. */
  readonly canvas: boolean;
}

/** What a browser and a page can do. `thread` is undefined if the thread did not answer in time. */
export interface Abilities {
  readonly isSecure: boolean;
  readonly hasCamera: boolean;
  /** Undefined if the browser does not say. */
  readonly mayUseCamera: boolean | undefined;
  readonly hasLanguage: boolean;
  readonly thread: ThreadAbilities | 'refused' | 'missing' | undefined;
  readonly hasWebgpu: boolean;
  readonly hasStorage: boolean;
}

/** The codes whose condition is true. */
const codes = <T>(list: [T, boolean][]) => list.filter(([, holds]) => holds).map(([code]) => ({ code }));

/** Problems, notes and advice that follow from the abilities. */
export function supportOf(abilities: Abilities, place: Place): Support {
  const { isSecure, hasCamera, mayUseCamera, hasLanguage, thread, hasWebgpu, hasStorage } = abilities;
  const found: Partial<ThreadAbilities> = typeof thread === 'object' ? thread : {};
  const problems: [ProblemCode, boolean][] = [
    ['page-insecure', !isSecure],
    ['camera-forbidden', mayUseCamera === false],
    // Browsers hide the camera from insecure pages.
    ['camera-missing', isSecure && !hasCamera],
    ['wasm-missing', found.wasm === 'missing'],
    ['thread-missing', thread === 'missing'],
    ['canvas-missing', found.canvas === false],
    ['browser-old', !hasLanguage],
  ];
  const notes: [NoteCode, boolean][] = [
    ['thread-refused', thread === 'refused'],
    ['wasm-refused', found.wasm === 'refused'],
    ['webgpu-missing', !hasWebgpu],
    ['storage-missing', !hasStorage],
  ];
  const wrong = codes(problems);
  return {
    supported: wrong.length === 0,
    problems: wrong,
    notes: codes(notes),
    advice: adviceOnSupport(
      wrong.map(({ code }) => code),
      place,
    ),
  };
}

/**
 * A slower answer counts as no answer, because some web views never answer. Convention: four bad mobile round trips.
 */
const probeMs = 4_000;

/**
 * Check this browser and page. It takes one round trip if the script is not cached, and some tens of milliseconds if it is.
 *
 * @param script address of `/support.js`; a thread loads it in the same way as the vision thread's script
 */
export function checkSupport(script: URL): Promise<Support> {
  const isSecure = window.isSecureContext;
  const { mediaDevices } = navigator as { mediaDevices?: MediaDevices };
  return Promise.all([isSecure ? probeThread(script) : undefined, probeStorage()]).then(([thread, hasStorage]) =>
    supportOf(
      {
        isSecure,
        hasCamera: Boolean(mediaDevices && mediaDevices.getUserMedia),
        mayUseCamera: isCameraAllowed(),
        // Browsers with both of these also have the syntax that the element is built for.
        hasLanguage: 'hasOwn' in Object && 'customElements' in window,
        thread,
        hasWebgpu: 'gpu' in navigator,
        hasStorage,
      },
      thisPlace(),
    ),
  );
}

interface PolicyDocument {
  readonly permissionsPolicy?: { allowsFeature(name: string): boolean };
  readonly featurePolicy?: { allowsFeature(name: string): boolean };
}

/** Whether the page, and the page around it, may ask for the camera; undefined if the browser does not say. */
export function isCameraAllowed(): boolean | undefined {
  const { permissionsPolicy, featurePolicy } = document as PolicyDocument;
  const policy = permissionsPolicy || featurePolicy;
  return policy && policy.allowsFeature('camera');
}

/** Start a thread with the script, and ask it for its abilities. */
function probeThread(script: URL): Promise<Abilities['thread']> {
  return new Promise((resolve) => {
    if (typeof Worker === 'undefined') return resolve('missing');
    const settle = (abilities: Abilities['thread']) => {
      clearTimeout(timer);
      if (thread) thread.terminate();
      resolve(abilities);
    };
    const timer = setTimeout(settle, probeMs, undefined);
    let thread: Worker | undefined;
    try {
      thread = startThread(script, 'beihe-support');
      thread.addEventListener('message', ({ data }: MessageEvent<ThreadAbilities>) => settle(data));
      thread.addEventListener('error', (event) => {
        event.preventDefault();
        settle('refused');
      });
    } catch {
      settle('refused');
    }
  });
}

/** What this thread can do. Called in the thread. */
export function threadAbilities(): ThreadAbilities {
  let canvas = false;
  try {
    canvas = Boolean(new OffscreenCanvas(1, 1).getContext('2d'));
  } catch {
    // The browser has no OffscreenCanvas, or none in threads.
  }
  return { wasm: wasmHere(), canvas };
}

function wasmHere(): ThreadAbilities['wasm'] {
  if (typeof WebAssembly === 'undefined') return 'missing';
  try {
    // The smallest module: magic number and version.
    void new WebAssembly.Module(new Uint8Array([0, 97, 115, 109, 1, 0, 0, 0]));
    return 'runs';
  } catch {
    return 'refused';
  }
}

/** Whether the browser can store a key, so that it outlives a reload. */
function probeStorage(): Promise<boolean> {
  return new Promise((resolve) => {
    setTimeout(resolve, probeMs, false);
    try {
      const request = indexedDB.open('beihe-support');
      request.addEventListener('success', () => {
        request.result.close();
        indexedDB.deleteDatabase('beihe-support');
        resolve(true);
      });
      request.addEventListener('error', () => resolve(false));
    } catch {
      resolve(false);
    }
  });
}
