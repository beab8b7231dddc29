/** An element before good and bad cameras, whose streams are real streams of Chromium. */
import { black, emptyRoom, FakeCameras, filtered, loadPerson, person, still, type FakeCamera } from './fake-cameras.ts';
import { Harness } from './harness.ts';
import { StubVerifier, type StubOptions } from './stub-verifier.ts';

const built: string = '/dist/site/beihe.mjs';
await import(built);
await loadPerson();

export const good: FakeCamera = { id: 'good', draw: person };
export const infrared: FakeCamera = { id: 'infrared', draw: filtered('grayscale(1)') };
export const covered: FakeCamera = { id: 'covered', draw: black };
export const frozen: FakeCamera = { id: 'frozen', draw: still };
export const silent: FakeCamera = { id: 'silent', draw: () => undefined };
export const small: FakeCamera = { id: 'small', draw: person, widthPx: 176, heightPx: 144 };
export const room: FakeCamera = { id: 'room', draw: emptyRoom };
export const back: FakeCamera = { id: 'back', draw: person, facingMode: 'environment' };

export const staysPositioning: StubOptions = { hang: 'POST /challenges' };

/** What one test mounts. */
export interface Mounted {
  readonly cameras: FakeCameras;
  readonly harness: Harness;
  readonly switchButton: () => HTMLButtonElement | null;
}

/** Mounts an element for each test, and removes it after it. */
export function stage(): (seen: readonly FakeCamera[], options?: StubOptions) => Mounted {
  const undo: (() => void)[] = [];
  afterEach(() => undo.splice(0).forEach((each) => each()));
  return (seen, options = {}) => {
    const cameras = new FakeCameras(...seen);
    const verifier = new StubVerifier(options);
    const harness = new Harness();
    undo.push(
      () => harness.remove(),
      () => verifier.restore(),
      () => cameras.restore(),
    );
    return {
      cameras,
      harness,
      switchButton: () => harness.root.querySelector<HTMLButtonElement>('[part=switch] button'),
    };
  };
}
