/**
 * The snippets for React, when the element was quicker than React: a page that a server rendered is hydrated only after the
 * element has fired its events. React itself is not needed: a stand-in has the two hooks that the snippets use.
 */
import { beforeEach, describe, expect, it, vi } from 'vitest';

type Cleanup = (() => void) | undefined;
interface Slot {
  current?: unknown;
  deps?: readonly unknown[] | undefined;
  cleanup?: Cleanup;
}

/** The state of the one rendered component, and the effects of its present rendering. */
const react = vi.hoisted(() => ({ slots: [] as Slot[], at: 0, effects: [] as (() => void)[] }));

vi.mock('react', () => ({
  useRef: (initial: unknown) => (react.slots[react.at++] ??= { current: initial }),
  useEffect: (effect: () => Cleanup, deps?: readonly unknown[]) => {
    const slot = (react.slots[react.at++] ??= {});
    if (deps && slot.deps?.every((each, n) => Object.is(each, deps[n]))) return;
    slot.deps = deps;
    react.effects.push(() => {
      slot.cleanup?.();
      slot.cleanup = effect();
    });
  },
}));
const jsx = (_type: string, props: unknown) => props;
vi.mock('react/jsx-runtime', () => ({ jsx, jsxs: jsx }));
vi.mock('react/jsx-dev-runtime', () => ({ jsxDEV: jsx }));

interface Props {
  readonly ref: { current: unknown };
  readonly suppressHydrationWarning: boolean;
}
type Component = (props: { token: string; onDone: () => void }) => Props;

class Element extends EventTarget {
  phase: string | undefined;
  reach(phase: string): void {
    this.phase = phase;
    this.dispatchEvent(new Event('beihe-phase'));
  }
}

/** Render the component as a framework does: first the element, then its ref, then the effects. */
function render(component: Component, element: Element, onDone: () => void): Props {
  react.at = 0;
  react.effects = [];
  const props = component({ token: 'TOKEN', onDone });
  props.ref.current = element;
  for (const effect of react.effects) effect();
  return props;
}

const files = {
  'React 19': '../../../demo/snippets/react-19.tsx',
  'React 18': '../../../demo/snippets/react-18/react-18.tsx',
};

describe.each(Object.entries(files))('the snippet for %s', (_name, file) => {
  let component: Component;
  let element: Element;
  beforeEach(async () => {
    react.slots = [];
    ({ Verification: component } = (await import(file)) as { Verification: Component });
    element = new Element();
  });

  it('learns of a phase that was reached before React listened', () => {
    const onDone = vi.fn();
    element.reach('done');
    render(component, element, onDone);
    expect(onDone).toHaveBeenCalledOnce();
  });

  it('learns of a phase that is reached later, also if the script of the element loads last', () => {
    const onDone = vi.fn();
    render(component, element, onDone);
    element.reach('consent');
    expect(onDone).not.toHaveBeenCalled();
    element.reach('done');
    expect(onDone).toHaveBeenCalledOnce();
  });

  it('tells the newest callback, and does not repeat what it has told', () => {
    const [first, second] = [vi.fn(), vi.fn()];
    render(component, element, first);
    render(component, element, second);
    element.reach('done');
    render(component, element, second);
    expect([first.mock.calls.length, second.mock.calls.length]).toEqual([0, 1]);
  });

  it('stops listening when it is removed', () => {
    const onDone = vi.fn();
    render(component, element, onDone);
    for (const { cleanup } of react.slots) cleanup?.();
    element.reach('done');
    expect(onDone).not.toHaveBeenCalled();
  });

  it('lets hydration keep the attribute that the element has set', () => {
    expect(render(component, element, vi.fn()).suppressHydrationWarning).toBe(true);
  });
});
