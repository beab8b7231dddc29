/** Runs in the page of `npm run pictures`: brings the built element into a state and stops its animations. */
import { reachState, type Reached } from './reach-state.ts';
import { states } from './states.ts';

/** The time at which animations are stopped. Most are at their far end then. */
const stillAtMs = 1_050;
/** The time at which a window's ring, which takes 10 minutes, is stopped. */
const ringAtMs = 180_000;

let present: Reached | undefined;

/** Replace the current state by this one. @throws if it does not appear in time */
async function show(name: string): Promise<void> {
  present?.remove();
  present = await reachState(name);
}

/** Change language and theme, and stop all animations. */
async function look(locale: string, theme: string): Promise<void> {
  const { element, root } = present!.harness;
  element.setAttribute('locale', locale);
  element.setAttribute('theme', theme);
  document.documentElement.className = theme;
  await element.updateComplete;
  for (const animation of root.getAnimations()) {
    animation.pause();
    const { animationName } = animation as CSSAnimation;
    const isEndless = animation.effect?.getComputedTiming().iterations === Infinity;
    animation.currentTime = isEndless ? stillAtMs : animationName === 'run-out' ? ringAtMs : 10_000;
  }
  scrollTo(0, 0);
}

Object.assign(globalThis, { pictures: { names: states.map(({ name }) => name), show, look } });
