/**
 * `@mediapipe/face_mesh` on the page's thread, with inference on the CPU. The query is `?mesh` or `?attention`. The page
 * loads the package's script before this one.
 */
import { offer, time } from './subject.ts';

/** The global that the package's classic script defines. */
interface FaceMesh {
  setOptions(options: object): void;
  onResults(listener: (results: { multiFaceLandmarks?: unknown[][] }) => void): void;
  initialize(): Promise<void>;
  send(input: { image: HTMLCanvasElement }): Promise<void>;
}

const { FaceMesh } = globalThis as unknown as { FaceMesh: new (options: object) => FaceMesh };
const mesh = new FaceMesh({ locateFile: (file: string) => `/face-mesh/${file}` });
// The package's default is inference on WebGL, which is emulated on machines without a GPU.
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
