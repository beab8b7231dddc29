/** Extra script: registers tfjs's WebGL backend in the thread that imports it. */
import '@tensorflow/tfjs-backend-webgl';
