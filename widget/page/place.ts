/**
 * Where the person reads an advice: on which system, and whether in a browser of its own, in an app, or in a mini-program. An
 * advice names only what there is in that place. Nothing else depends on it.
 */
import { isInApp, isInMiniProgram } from './in-app.ts';
import { systemNames } from './system.ts';

export interface Place {
  /** Only the systems on which the advice differs. */
  readonly system: 'harmony' | 'ios' | 'android' | 'other';
  /** What shows the page. */
  readonly shownIn: 'browser' | 'app' | 'mini-program';
}

/** @param agent the user agent @param environment `__wxjs_environment`, which WeChat sets in mini-programs */
export function placeOf(agent: string, environment?: string | undefined): Place {
  const isMiniProgram = environment === 'miniprogram' || isInMiniProgram(agent);
  return { system: systemOf(agent), shownIn: isMiniProgram ? 'mini-program' : isInApp(agent) ? 'app' : 'browser' };
}

function systemOf(agent: string): Place['system'] {
  for (const [name, found] of systemNames) {
    if (found.test(agent)) return name === 'harmony' || name === 'ios' || name === 'android' ? name : 'other';
  }
  return 'other';
}

declare global {
  interface Window {
    /** WeChat sets it in mini-programs. */
    readonly __wxjs_environment?: string;
  }
}

/** The place of this page. */
export const thisPlace = (): Place => placeOf(navigator.userAgent, window['__wxjs_environment']);
