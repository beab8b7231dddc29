/** A model's files in the form that tfjs loads. */
import { io } from '@tensorflow/tfjs-core';

/** A model's files as they are served: its description, then its weights. */
export type ModelFiles = readonly Uint8Array<ArrayBuffer>[];

export function modelOf([description, ...weights]: ModelFiles): io.IOHandler {
  const model = JSON.parse(new TextDecoder().decode(description)) as io.ModelJSON;
  const specs = model.weightsManifest.flatMap((group) => group.weights);
  const artifacts = io.getModelArtifactsForJSONSync(
    model,
    specs,
    weights.map(({ buffer }) => buffer),
  );
  return { load: async () => artifacts };
}
