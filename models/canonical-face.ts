/** The canonical face of MediaPipe's face mesh. */
import { ConversionError } from './conversion-error.ts';

/** A neutral face that looks ahead. Its vertices are numbered like the landmarks of the mesh. */
export interface CanonicalFace {
  /** 468 points in centimetres: x to image right, y up, z towards the viewer. The origin is the middle of the head. */
  readonly vertices: readonly (readonly [x: number, y: number, z: number])[];
  /** Texture coordinates of the same points, 0 to 1: u to the right, v up. */
  readonly uv: readonly (readonly [u: number, v: number])[];
  /** The corners of 898 triangles, as indices into `vertices`. */
  readonly triangles: readonly (readonly [number, number, number])[];
}

/** Field numbers of MediaPipe's `GeometryPipelineMetadata` and `Mesh3d`. */
const field = { canonicalMesh: 1, vertexBuffer: 3, indexBuffer: 4 } as const;

const floatsPerVertex = 5;

/**
 * Reads the canonical face from the package's geometry metadata, a protocol buffer.
 *
 * @throws ConversionError `asset-malformed`
 * @see https://github.com/google/mediapipe/blob/master/mediapipe/modules/face_geometry/protos/mesh_3d.proto
 */
export function readCanonicalFace(metadata: Uint8Array): CanonicalFace {
  const mesh = readFields(metadata).find(({ number }) => number === field.canonicalMesh)?.value;
  if (!(mesh instanceof Uint8Array)) throw new ConversionError('asset-malformed', 'no canonical mesh');
  const numbers: number[] = [];
  const indices: number[] = [];
  for (const { number, value } of readFields(mesh)) {
    if (number === field.vertexBuffer) numbers.push(...floats(value));
    if (number === field.indexBuffer) indices.push(...whole(value));
  }
  const vertices = groups(numbers, floatsPerVertex);
  return {
    vertices: vertices.map(([x, y, z]) => [x!, y!, z!] as const),
    uv: vertices.map(([, , , u, v]) => [u!, v!] as const),
    triangles: groups(indices, 3).map(([a, b, c]) => [a!, b!, c!] as const),
  };
}

/** A field of a protocol buffer: a whole number, or bytes (of a fixed-size number, a message or a packed list). */
interface Field {
  readonly number: number;
  readonly value: number | Uint8Array;
}

function readFields(bytes: Uint8Array): Field[] {
  const fields: Field[] = [];
  let at = 0;
  while (at < bytes.length) {
    const key = varint();
    const number = key >>> 3;
    const kind = key & 7;
    if (kind === 0) {
      fields.push({ number, value: varint() });
      continue;
    }
    if (kind !== 2 && kind !== 5) throw new ConversionError('asset-malformed', `wire type ${kind}`);
    const length = kind === 5 ? 4 : varint();
    fields.push({ number, value: bytes.subarray(at, at + length) });
    at += length;
  }
  return fields;

  function varint(): number {
    let value = 0;
    for (let shift = 0; shift < 35; shift += 7) {
      const byte = bytes[at];
      if (byte === undefined) break;
      at += 1;
      value |= (byte & 0x7f) << shift;
      if (byte < 0x80) return value;
    }
    throw new ConversionError('asset-malformed', 'number without an end');
  }
}

/** The floats of a field, which may be one number or a packed list. */
function floats(value: number | Uint8Array): number[] {
  if (typeof value === 'number') throw new ConversionError('asset-malformed', 'float expected');
  const view = new DataView(value.buffer, value.byteOffset, value.byteLength);
  return Array.from({ length: value.byteLength / 4 }, (_, index) => view.getFloat32(4 * index, true));
}

function whole(value: number | Uint8Array): number[] {
  if (typeof value !== 'number') throw new ConversionError('asset-malformed', 'whole number expected');
  return [value];
}

function groups(values: readonly number[], size: number): number[][] {
  return Array.from({ length: values.length / size }, (_, index) => values.slice(index * size, (index + 1) * size));
}
