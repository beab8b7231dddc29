/** Extra script: registers tfjs's plain JavaScript backend in the thread that imports it. */
import '@tensorflow/tfjs-backend-cpu';
