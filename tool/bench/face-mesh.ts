/** `@mediapipe/face_mesh` on the page's thread, inference on the CPU. `?mesh` or `?attention`. Its own script comes first. */
import { offer, time } from './subject.ts';

/** The classic script of the package. */
interface FaceMesh {
  setOptions(options: object): void;
  onResults(listener: (results: { multiFaceLandmarks?: unknown[][] }) => void): void;
  initialize(): Promise<void>;
  send(input: { image: HTMLCanvasElement }): Promise<void>;
}

const { FaceMesh } = globalThis as unknown as { FaceMesh: new (options: object) => FaceMesh };
const mesh = new FaceMesh({ locateFile: (file: string) => `/face-mesh/${file}` });
// Without CPU inference it takes WebGL, which is emulated where there is no GPU.
mesh.setOptions({ maxNumFaces: 1, refineLandmarks: location.search === '?attention', useCpuInference: true });
let found = false;
mesh.onResults(({ multiFaceLandmarks }) => {
  found = (multiFaceLandmarks?.length ?? 0) > 0;
});

offer({
  load: () => mesh.initialize(),
  see: (image) =>
    time(async () => {
      await mesh.send({ image });
      return found;
    }),
});
