/**
 * Whether the person can see the element. The camera films, and movements are asked for, only while they can: a page may
 * be in the background, and it may close the dialog that the element is in, hide it by styles, or scroll it away.
 */
import type { UnseenCode } from '#protocol/failure-code.ts';

/** An element of which a smaller share is inside the window, and not clipped, counts as hidden. Convention. */
const leastShare = 0.01;

/** How often the styles are read, because no event tells that they have changed. */
const tickMs = 250;

/** How long to wait for the observer's first report. A page that is not painted gets none. */
const reportMs = 1_000;

export class Sight {
  readonly #element: Element;
  readonly #listeners = new Set<() => void>();
  /** Resolves when it is known whether the element is inside the window. */
  readonly #reported: Promise<void>;
  #isInView = true;
  #last: UnseenCode | undefined;

  /** @param signal ends the observation */
  constructor(element: Element, signal: AbortSignal) {
    this.#element = element;
    const update = () => this.#update();
    document.addEventListener('visibilitychange', update, { signal });
    const timer = setInterval(update, tickMs);
    let observer: IntersectionObserver | undefined;
    this.#reported = new Promise((resolve) => {
      setTimeout(resolve, reportMs);
      observer = new IntersectionObserver(
        (entries) => {
          this.#isInView = entries[entries.length - 1]!.intersectionRatio >= leastShare;
          resolve();
          update();
        },
        { threshold: leastShare },
      );
      observer.observe(element);
    });
    const end = () => {
      clearInterval(timer);
      observer?.disconnect();
    };
    signal.addEventListener('abort', end);
    if (signal.aborted) end();
  }

  /** Undefined while the person can see the element. */
  get unseen(): UnseenCode | undefined {
    // A hidden page is not laid out, so nothing more is known about it.
    if (document.hidden) return 'page-hidden';
    return this.#isInView && isRendered(this.#element) ? undefined : 'element-hidden';
  }

  /** Call back when `unseen` has changed, until the signal aborts. */
  onChange(listener: () => void, signal: AbortSignal): void {
    this.#listeners.add(listener);
    signal.addEventListener('abort', () => this.#listeners.delete(listener));
  }

  /** Resolves once the person can see the element, or the signal aborts. */
  async shown(signal: AbortSignal): Promise<void> {
    await this.#reported;
    this.#update();
    while (this.unseen && !signal.aborted) {
      const waiting = new AbortController();
      await new Promise<void>((resolve) => {
        this.onChange(resolve, waiting.signal);
        signal.addEventListener('abort', () => resolve(), { signal: waiting.signal });
      });
      waiting.abort();
    }
  }

  #update(): void {
    const { unseen } = this;
    if (unseen === this.#last) return;
    this.#last = unseen;
    for (const listener of this.#listeners) listener();
  }
}

/** Whether the element has a box, and neither its own styles nor those around it hide it. */
function isRendered(element: Element): boolean {
  const { width, height } = element.getBoundingClientRect();
  if (width < 1 || height < 1) return false;
  const { checkVisibility } = element as Partial<Pick<Element, 'checkVisibility'>>;
  if (!checkVisibility) return getComputedStyle(element).visibility === 'visible';
  // The first browsers with this method had other names for the first two options.
  return element.checkVisibility({
    opacityProperty: true,
    visibilityProperty: true,
    checkOpacity: true,
    checkVisibilityCSS: true,
    contentVisibilityAuto: true,
  });
}
