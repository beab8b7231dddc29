/**
 * The operations that our models' graphs use. This list replaces tfjs's list of all operations, as its own custom bundles
 * do, to keep the thread's script small. A model that uses any other operation fails when it is loaded.
 */
import { conv2d } from '@tensorflow/tfjs-core/dist/ops/fused/conv2d.js';
import { depthwiseConv2d } from '@tensorflow/tfjs-core/dist/ops/fused/depthwise_conv2d.js';
import { transform } from '@tensorflow/tfjs-core/dist/ops/image/transform.js';

export { add } from '@tensorflow/tfjs-core/dist/ops/add.js';
export { cast } from '@tensorflow/tfjs-core/dist/ops/cast.js';
export { concat } from '@tensorflow/tfjs-core/dist/ops/concat.js';
export { gather } from '@tensorflow/tfjs-core/dist/ops/gather.js';
export { matMul } from '@tensorflow/tfjs-core/dist/ops/mat_mul.js';
export { max } from '@tensorflow/tfjs-core/dist/ops/max.js';
export { maxPool } from '@tensorflow/tfjs-core/dist/ops/max_pool.js';
export { min } from '@tensorflow/tfjs-core/dist/ops/min.js';
export { mul } from '@tensorflow/tfjs-core/dist/ops/mul.js';
export { pad } from '@tensorflow/tfjs-core/dist/ops/pad.js';
export { prelu } from '@tensorflow/tfjs-core/dist/ops/prelu.js';
export { relu } from '@tensorflow/tfjs-core/dist/ops/relu.js';
export { reshape } from '@tensorflow/tfjs-core/dist/ops/reshape.js';
export { rsqrt } from '@tensorflow/tfjs-core/dist/ops/rsqrt.js';
export { scalar } from '@tensorflow/tfjs-core/dist/ops/scalar.js';
export { sigmoid } from '@tensorflow/tfjs-core/dist/ops/sigmoid.js';
export { stridedSlice } from '@tensorflow/tfjs-core/dist/ops/strided_slice.js';
export { sub } from '@tensorflow/tfjs-core/dist/ops/sub.js';
export { sum } from '@tensorflow/tfjs-core/dist/ops/sum.js';

export const fused = { conv2d, depthwiseConv2d };
export const image = { transform };
