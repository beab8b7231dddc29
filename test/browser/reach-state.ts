import { Harness } from './harness.ts';
import { quiet, until } from './page-clock.ts';
import { StandIn, type Scene } from './stand-in.ts';
import { states } from './states.ts';
import { StubVerifier, type StubOptions } from './stub-verifier.ts';

/** The element in one of `states`, until it is removed. */
export interface Reached {
  readonly harness: Harness;
  readonly camera: StandIn;
  readonly remove: () => void;
}

interface Started extends Reached {
  readonly verifier: StubVerifier;
}

/** A state that takes longer counts as missing. */
const patienceMs = 100_000;

/** Bring the real element into a state. @throws if it does not get there */
export async function reachState(name: string, attributes: Readonly<Record<string, string>> = {}): Promise<Reached> {
  const state = states.find((each) => each.name === name);
  if (!state) throw new Error(`no state is called ${name}`);
  const { harness, camera, remove } = mounted(state.verifier, state.scene, attributes);
  const arrived = (async () => {
    if (state.agrees) await harness.agree();
    await harness.reach(state.phase);
    state.act?.(harness, camera);
    await until(() => !state.isThere || state.isThere(harness.root));
    await harness.element.updateComplete;
    return true;
  })();
  if (!(await Promise.race([arrived, quiet(patienceMs)]))) {
    const { text } = harness;
    remove();
    throw new Error(`${name} was not reached: ${text}`);
  }
  return { harness, camera, remove };
}

/** The element, with the verifier and the camera that stand in for the real ones. */
function mounted(options: StubOptions, scene?: Scene, attributes?: Readonly<Record<string, string>>): Started {
  const verifier = new StubVerifier(options);
  const camera = new StandIn(scene);
  const harness = new Harness(attributes);
  const remove = () => {
    harness.remove();
    camera.restore();
    verifier.restore();
  };
  return { harness, camera, verifier, remove };
}

/** The element at its consent, before a verifier with these options and a camera with a well-placed face. */
export async function startRun(options: StubOptions): Promise<Started> {
  const started = mounted(options);
  await started.harness.reach('consent');
  return started;
}

/** `startRun` for the tests of a file: what a test has started is removed after it. */
export function runsOfTests(): typeof startRun {
  let started: Started | undefined;
  afterEach(() => {
    started?.remove();
    started = undefined;
  });
  return async (options) => (started = await startRun(options));
}
