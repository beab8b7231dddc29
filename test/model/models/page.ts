/** Runs in a page: the converted models and the implementations for comparison. */
import { createDetector, SupportedModels } from '@tensorflow-models/face-landmarks-detection';
import { setWasmPaths } from '@tensorflow/tfjs-backend-wasm';
import { ready, setBackend, tensor, type NamedTensorMap } from '@tensorflow/tfjs-core';
import { loadTFLiteModel, setWasmPath } from '@tensorflow/tfjs-tflite';

/** A landmark in pixels of the picture. */
export type Landmark = readonly [x: number, y: number];

/** A square in pixels of the picture. */
export type Square = readonly [left: number, top: number, size: number];

/** The classic script of `@mediapipe/face_mesh`. */
interface ReferenceMesh {
  setOptions(options: object): void;
  onResults(listener: (results: { multiFaceLandmarks: { x: number; y: number }[][] }) => void): void;
  initialize(): Promise<void>;
  send(input: { image: HTMLCanvasElement }): Promise<void>;
  close(): Promise<void>;
}

/**
 * How often a picture is shown. Each region comes from the previous landmarks, and no longer moves after this many
 * times.
 */
const framesToSettle = 10;

setWasmPaths('/wasm/');
setWasmPath('/tflite/');
await setBackend('wasm');
await ready();

const pageApi = {
  /**
   * Run an unconverted tflite file.
   *
   * @param values the input, row by row
   * @returns the outputs by name, row by row
   */
  async runTflite(url: string, shape: number[], values: number[]): Promise<Record<string, number[]>> {
    const model = await loadTFLiteModel(url, { numThreads: 1 });
    const outputs = model.predict(tensor(values, shape)) as NamedTensorMap;
    return Object.fromEntries(Object.entries(outputs).map(([name, output]) => [name, [...output.dataSync()]]));
  },

  /** A square of a picture, by its left, top and size in pixels, as RGB values: side × side × 3, each 0..1. */
  async crop(url: string, [left, top, size]: Square, side: number): Promise<number[]> {
    const square = document.createElement('canvas');
    square.width = side;
    square.height = side;
    const context = square.getContext('2d')!;
    context.drawImage(await picture(url), left, top, size, size, 0, 0, side, side);
    return [...context.getImageData(0, 0, side, side).data].filter((_, at) => at % 4 !== 3).map((value) => value / 255);
  },

  /** Landmarks of a picture by face-landmarks-detection with the converted models; none if no face is found. */
  async findLandmarks(url: string, mesh: string, refineLandmarks: boolean): Promise<Landmark[]> {
    const detector = await createDetector(SupportedModels.MediaPipeFaceMesh, {
      runtime: 'tfjs',
      maxFaces: 1,
      refineLandmarks,
      detectorModelUrl: '/models/face-detector.json',
      landmarkModelUrl: `/models/${mesh}.json`,
    });
    const canvas = await picture(url);
    let landmarks: Landmark[] = [];
    for (let frame = 0; frame < framesToSettle; frame += 1) {
      const [face] = await detector.estimateFaces(canvas, { staticImageMode: false });
      landmarks = (face?.keypoints ?? []).map(({ x, y }) => [x, y]);
    }
    detector.dispose();
    return landmarks;
  },

  /** Landmarks of a picture by MediaPipe's own face mesh on the CPU; none if no face is found. */
  async findReferenceLandmarks(url: string, refineLandmarks: boolean): Promise<Landmark[]> {
    const canvas = await picture(url);
    const { FaceMesh } = globalThis as unknown as { FaceMesh: new (options: object) => ReferenceMesh };
    const mesh = new FaceMesh({ locateFile: (file: string) => `/reference/${file}` });
    mesh.setOptions({ maxNumFaces: 1, refineLandmarks, useCpuInference: true });
    let landmarks: Landmark[] = [];
    mesh.onResults(({ multiFaceLandmarks: [face] }) => {
      landmarks = (face ?? []).map(({ x, y }) => [x * canvas.width, y * canvas.height]);
    });
    await mesh.initialize();
    for (let frame = 0; frame < framesToSettle; frame += 1) await mesh.send({ image: canvas });
    await mesh.close();
    return landmarks;
  },
};

export type PageApi = typeof pageApi;

Object.assign(globalThis, { pageApi });

/** A picture drawn into 640×480, as large as fits, on grey. */
async function picture(url: string): Promise<HTMLCanvasElement> {
  const image = new Image();
  image.src = url;
  await image.decode();
  const canvas = document.createElement('canvas');
  canvas.width = 640;
  canvas.height = 480;
  const context = canvas.getContext('2d')!;
  context.fillStyle = '#808080';
  context.fillRect(0, 0, canvas.width, canvas.height);
  const scale = Math.min(canvas.width / image.width, canvas.height / image.height);
  const [width, height] = [image.width * scale, image.height * scale];
  context.drawImage(image, (canvas.width - width) / 2, (canvas.height - height) / 2, width, height);
  return canvas;
}
