/**
 * The three custom operators of the attention mesh, written in stock tfjs operations. The model first finds the whole face.
 * Then it reads the lips and each eye again through a small window, which is rotated and scaled to fit them.
 */
import { ConversionError } from './conversion-error.ts';
import { flag, text } from './graph.ts';
import type { Step } from './step.ts';

/** Options of `Landmarks2TransformMatrix`, under their names in its flexbuffers map. */
interface WindowOptions {
  readonly subset_idxs: readonly number[];
  readonly left_rotation_idx: number;
  readonly right_rotation_idx: number;
  readonly scale_x: number;
  readonly scale_y: number;
  readonly output_width: number;
  readonly output_height: number;
  readonly target_rotation_radians: number | null;
}

/**
 * The position of a window: the matrix M that maps the window's pixels (W×H) to pixels of the feature map.
 *
 * The line from the left to the right landmark has the direction (c, s). The subset's points are rotated by minus that
 * angle, p′ = (c·x + s·y, −s·x + c·y). Their bounding box has the middle m and the size b. With k = b ∘ (scaleX, scaleY),
 * and the rotation back R = [[c, −s], [s, c]],
 *
 *     M = [ R · diag(k / (W, H)) | R · (m − k/2) ]
 *
 * extended to 4×4. In: landmarks, 1×n×3, in pixels of the feature map. Out: 1×4×4.
 *
 * R has a third row of zeros, because the points have a z. Two rules make it possible to record the calls and play them back
 * (decision 0006). First, no tensors are joined by `ConcatV2`, which copies in JavaScript. Second, the right factor of a product is
 * transposed unless it is a constant, because XNNPACK packs and keeps every right factor that is not transposed.
 */
export function landmarksToTransformMatrix({ graph, operator, name, tensors, inputs: [landmarks] }: Step): void {
  const options = operator.custom as unknown as WindowOptions;
  if (options.target_rotation_radians !== null && options.target_rotation_radians !== 0) {
    throw new ConversionError('operator-unsupported', `${operator.kind} with a target rotation`);
  }
  const part = (suffix: string) => `${name}/${suffix}`;
  const rows = graph.integers(part('rows'), [0], []);
  const points = reshape(`points`, landmarks!, tensors[0]!.shape.slice(1));
  const ends = take('ends', [options.left_rotation_idx, options.right_rotation_idx]);
  const subset = take('subset', options.subset_idxs);

  // Direction: (right − left) without z, divided by its length.
  const line = multiply('line', reshape('ends_row', ends, [1, 6]), [-1, 0, 0, -1, 0, 0, 1, 0, 0, 1, 0, 0], [6, 2]);
  const square = graph.add(part('square'), 'Mul', [line, line]);
  const columns = graph.integers(part('columns'), [1]);
  const length2 = graph.add(part('length2'), 'Sum', [square, columns], { keep_dims: flag(true) });
  const inverse = graph.add(part('inverse'), 'Rsqrt', [length2]);
  const direction = graph.add(part('direction'), 'Mul', [line, inverse]);
  const rotation = reshape(
    'rotation',
    multiply('turn', direction, [1, 0, 0, 1, 0, 0, 0, -1, 1, 0, 0, 0], [2, 6]),
    [3, 2],
  );
  const back = reshape('back', multiply('turn_back', direction, [1, 0, 0, 0, 1, 0, 0, 1, 0, -1, 0, 0], [2, 6]), [2, 3]);

  // The bounding box of the rotated points.
  const turned = graph.add(part('turned'), 'MatMul', [subset, back], { transpose_b: flag(true) });
  const max = graph.add(part('max'), 'Max', [turned, rows], { keep_dims: flag(true) });
  const min = graph.add(part('min'), 'Min', [turned, rows], { keep_dims: flag(true) });
  const size = graph.add(part('size'), 'Sub', [max, min]);
  const middle = scale('middle', graph.add(part('sum'), 'AddV2', [max, min]), [0.5, 0.5]);
  const half = scale('half', size, [options.scale_x / 2, options.scale_y / 2]);
  const corner = graph.add(part('corner'), 'Sub', [middle, half]);

  // [R·diag | third axis | shift] over the row 0 0 0 1, row by row.
  const perPixel = scale('pixel', size, [
    options.scale_x / options.output_width,
    options.scale_y / options.output_height,
  ]);
  const linear = graph.add(part('linear'), 'Mul', [rotation, perPixel]);
  const shift = graph.add(part('shift'), 'MatMul', [corner, rotation], { transpose_b: flag(true) });
  const turn = multiply('spread', reshape('linear_row', linear, [1, 6]), spread([0, 1, 4, 5, 8, 9], 16), [6, 16]);
  const move = multiply('move', shift, spread([3, 7, 11], 16), [3, 16]);
  const moving = graph.add(part('moving'), 'AddV2', [turn, move]);
  const rest = graph.floats(part('rest'), [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1], [1, 16]);
  const matrix = graph.add(part('matrix'), 'AddV2', [moving, rest]);
  graph.add(name, 'Reshape', [matrix, graph.integers(part('matrix_shape'), [1, 4, 4])]);

  function take(suffix: string, indices: readonly number[]): string {
    return graph.add(part(suffix), 'GatherV2', [points, graph.integers(part(`${suffix}_indices`), indices), rows]);
  }

  function reshape(suffix: string, value: string, shape: readonly number[]): string {
    return graph.add(part(suffix), 'Reshape', [value, graph.integers(part(`${suffix}_shape`), shape)]);
  }

  function multiply(suffix: string, value: string, factors: readonly number[], shape: readonly number[]): string {
    return graph.add(part(suffix), 'MatMul', [value, graph.floats(part(`${suffix}_factors`), factors, shape)]);
  }

  function scale(suffix: string, value: string, factors: readonly [number, number]): string {
    return graph.add(part(suffix), 'Mul', [value, graph.floats(part(`${suffix}_factors`), factors, [1, 2])]);
  }
}

/** A matrix that moves element n of a row to `places[n]` of a longer row, with zeros elsewhere. */
const spread = (places: readonly number[], length: number): number[] =>
  places.flatMap((place) => Array.from({ length }, (_, at) => (at === place ? 1 : 0)));

/**
 * Samples the feature map through a window: out(x, y) is the map at M·(x + ½, y + ½) − ½, bilinear, and 0 outside.
 *
 * tfjs samples at (a₀x + a₁y + a₂, b₀x + b₁y + b₂), so a₂ = ½·m₀₀ + ½·m₀₁ + m₀₃ − ½, and b₂ likewise. A constant matrix
 * computes these from the 16 numbers of M. In: features 1×h×w×channels, M 1×4×4. Out: 1×H×W×channels.
 */
export function transformTensorBilinear({ graph, name, shape, inputs: [features, matrix] }: Step): void {
  const [, height, width] = shape;
  const part = (suffix: string) => `${name}/${suffix}`;
  const pick = Array.from({ length: 16 }, () => Array<number>(8).fill(0));
  for (const [row, column] of [
    [0, 0],
    [1, 3],
  ] as const) {
    pick[4 * row]![column] = 1;
    pick[4 * row + 1]![column + 1] = 1;
    pick[4 * row]![column + 2] = 0.5;
    pick[4 * row + 1]![column + 2] = 0.5;
    pick[4 * row + 3]![column + 2] = 1;
  }
  const flat = graph.add(part('flat'), 'Reshape', [matrix!, graph.integers(part('flat_shape'), [1, 16])]);
  const picked = graph.add(part('picked'), 'MatMul', [flat, graph.floats(part('pick'), pick.flat(), [16, 8])]);
  const offset = graph.floats(part('offset'), [0, 0, -0.5, 0, 0, -0.5, 0, 0], [1, 8]);
  const transform = graph.add(part('transform'), 'AddV2', [picked, offset]);
  const size = graph.integers(part('size'), [height!, width!]);
  const outside = graph.floats(part('outside'), [0], []);
  graph.add(name, 'ImageProjectiveTransformV3', [features!, transform, size, outside], {
    interpolation: text('BILINEAR'),
    fill_mode: text('CONSTANT'),
  });
}

/**
 * Maps landmarks of a window back to the face: p′ = [[m₀₀, m₀₁], [m₁₀, m₁₁]]·p + (m₀₃, m₁₃).
 *
 * In: landmarks 1×n×2, M 1×4×4. Out: 1×n×2.
 */
export function transformLandmarks({ graph, name, shape, inputs: [landmarks, matrix] }: Step): void {
  const part = (suffix: string) => `${name}/${suffix}`;
  const flat = graph.add(part('flat'), 'Reshape', [matrix!, graph.integers(part('flat_shape'), [16])]);
  const axis = graph.integers(part('axis'), [0], []);
  const linear = graph.add(part('linear'), 'GatherV2', [flat, graph.integers(part('linear_at'), [0, 1, 4, 5]), axis]);
  const square = graph.add(part('square'), 'Reshape', [linear, graph.integers(part('square_shape'), [2, 2])]);
  const shift = graph.add(part('shift'), 'GatherV2', [flat, graph.integers(part('shift_at'), [3, 7]), axis]);
  const points = graph.add(part('points'), 'Reshape', [
    landmarks!,
    graph.integers(part('points_shape'), shape.slice(1)),
  ]);
  const turned = graph.add(part('turned'), 'MatMul', [points, square], { transpose_b: flag(true) });
  const moved = graph.add(part('moved'), 'AddV2', [turned, shift]);
  graph.add(name, 'Reshape', [moved, graph.integers(part('shape'), shape)]);
}
