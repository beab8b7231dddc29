/** A model's files, put together the way tfjs loads them. */
import { io } from '@tensorflow/tfjs-core';
import type { ModelFiles } from '../api.ts';

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
