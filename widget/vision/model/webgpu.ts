/** Extra script: registers tfjs's WebGPU backend in the thread that imports it. */
import '@tensorflow/tfjs-backend-webgpu';
