/** A software rasteriser: triangles with light and texture. */

/** The picture on a triangle: RGBA, four bytes for each texel. */
export interface Texture {
  readonly width: number;
  readonly height: number;
  readonly rgba: Uint8ClampedArray;
  /** Whether some texels are transparent. */
  readonly hasAlpha: boolean;
}

/**
 * Triangles in camera space, in centimetres: x to image right, y up. The camera is at the origin and looks along -z.
 */
export interface Mesh {
  readonly triangles: Uint16Array;
  /** x, y, z of each vertex. */
  readonly positions: Float32Array;
  /** Red, green and blue light on each vertex; 1 shows the texture unchanged. */
  readonly light: Float32Array;
  /** Texel coordinates of each vertex; absent if `texture` is absent. */
  readonly texels?: Float32Array;
  /** Without a texture, the light is the colour. */
  readonly texture?: Texture;
}

export interface Camera {
  readonly widthPx: number;
  readonly heightPx: number;
  readonly focalPx: number;
}

/** The depth buffer of a camera: 1/distance of what is visible, 0 where nothing is drawn yet. */
export function createDepth({ widthPx, heightPx }: Camera): Float32Array {
  return new Float32Array(widthPx * heightPx);
}

/**
 * Draws a mesh into a picture; nearer surfaces hide farther ones. Texture coordinates and light are interpolated
 * linearly (without perspective correction, because the triangles are small). Transparent texels are blended in drawing
 * order.
 *
 * @param rgba the picture, `widthPx` × `heightPx`, changed in place
 * @param depth from `createDepth`, changed in place
 */
export function drawMesh(mesh: Mesh, camera: Camera, rgba: Uint8ClampedArray, depth: Float32Array): void {
  const { triangles, positions, light, texels, texture } = mesh;
  const { widthPx, heightPx, focalPx } = camera;
  const count = positions.length / 3;
  const screen = new Float32Array(count * 3);
  for (let v = 0; v < count; v++) {
    const inverse = -1 / positions[3 * v + 2]!;
    screen[3 * v] = widthPx / 2 + focalPx * positions[3 * v]! * inverse;
    screen[3 * v + 1] = heightPx / 2 - focalPx * positions[3 * v + 1]! * inverse;
    screen[3 * v + 2] = inverse;
  }
  const texel = texture?.rgba;
  const stride = texture ? texture.width * 4 : 0;
  const maxU = texture ? texture.width - 1.001 : 0;
  const maxV = texture ? texture.height - 1.001 : 0;
  const hasAlpha = texture?.hasAlpha ?? false;

  for (let t = 0; t < triangles.length; t += 3) {
    const a = triangles[t]! * 3;
    const b = triangles[t + 1]! * 3;
    const c = triangles[t + 2]! * 3;
    const ax = screen[a]!;
    const ay = screen[a + 1]!;
    const az = screen[a + 2]!;
    const bx = screen[b]!;
    const by = screen[b + 1]!;
    const bz = screen[b + 2]!;
    const cx = screen[c]!;
    const cy = screen[c + 1]!;
    const cz = screen[c + 2]!;
    if (!(az > 0 && bz > 0 && cz > 0)) continue;
    const area = (bx - ax) * (cy - ay) - (cx - ax) * (by - ay);
    if (Math.abs(area) < 1e-5) continue;
    const x0 = Math.max(0, Math.ceil(Math.min(ax, bx, cx) - 0.5));
    const x1 = Math.min(widthPx - 1, Math.floor(Math.max(ax, bx, cx) - 0.5));
    const y0 = Math.max(0, Math.ceil(Math.min(ay, by, cy) - 0.5));
    const y1 = Math.min(heightPx - 1, Math.floor(Math.max(ay, by, cy) - 0.5));
    if (x0 > x1 || y0 > y1) continue;

    // How much the weights of b and c change from pixel to pixel. All three weights add up to 1.
    const bStepX = (cy - ay) / area;
    const bStepY = -(cx - ax) / area;
    const cStepX = -(by - ay) / area;
    const cStepY = (bx - ax) / area;
    const lar = light[a]!;
    const lag = light[a + 1]!;
    const lab = light[a + 2]!;
    const lbr = light[b]! - lar;
    const lbg = light[b + 1]! - lag;
    const lbb = light[b + 2]! - lab;
    const lcr = light[c]! - lar;
    const lcg = light[c + 1]! - lag;
    const lcb = light[c + 2]! - lab;
    let ua = 0;
    let va = 0;
    let ub = 0;
    let vb = 0;
    let uc = 0;
    let vc = 0;
    if (texels) {
      ua = texels[(a / 3) * 2]!;
      va = texels[(a / 3) * 2 + 1]!;
      ub = texels[(b / 3) * 2]! - ua;
      vb = texels[(b / 3) * 2 + 1]! - va;
      uc = texels[(c / 3) * 2]! - ua;
      vc = texels[(c / 3) * 2 + 1]! - va;
    }

    for (let y = y0; y <= y1; y++) {
      let wb = (x0 + 0.5 - ax) * bStepX + (y + 0.5 - ay) * bStepY;
      let wc = (x0 + 0.5 - ax) * cStepX + (y + 0.5 - ay) * cStepY;
      for (let x = x0; x <= x1; x++, wb += bStepX, wc += cStepX) {
        if (wb < -1e-5 || wc < -1e-5 || wb + wc > 1.00001) continue;
        const pixel = y * widthPx + x;
        const near = az + wb * (bz - az) + wc * (cz - az);
        if (near <= depth[pixel]!) continue;
        const lr = lar + wb * lbr + wc * lcr;
        const lg = lag + wb * lbg + wc * lcg;
        const lb = lab + wb * lbb + wc * lcb;
        const out = pixel * 4;
        if (!texel) {
          depth[pixel] = near;
          rgba[out] = lr * 255;
          rgba[out + 1] = lg * 255;
          rgba[out + 2] = lb * 255;
          continue;
        }
        let u = ua + wb * ub + wc * uc;
        let v = va + wb * vb + wc * vc;
        u = u < 0 ? 0 : u > maxU ? maxU : u;
        v = v < 0 ? 0 : v > maxV ? maxV : v;
        const iu = u | 0;
        const iv = v | 0;
        const fu = u - iu;
        const fv = v - iv;
        const q = iv * stride + iu * 4;
        const w00 = (1 - fu) * (1 - fv);
        const w10 = fu * (1 - fv);
        const w01 = (1 - fu) * fv;
        const w11 = fu * fv;
        const p = q + stride;
        const red = texel[q]! * w00 + texel[q + 4]! * w10 + texel[p]! * w01 + texel[p + 4]! * w11;
        const green = texel[q + 1]! * w00 + texel[q + 5]! * w10 + texel[p + 1]! * w01 + texel[p + 5]! * w11;
        const blue = texel[q + 2]! * w00 + texel[q + 6]! * w10 + texel[p + 2]! * w01 + texel[p + 6]! * w11;
        if (hasAlpha) {
          const alpha = (texel[q + 3]! * w00 + texel[q + 7]! * w10 + texel[p + 3]! * w01 + texel[p + 7]! * w11) / 255;
          if (alpha < 0.02) continue;
          if (alpha > 0.6) depth[pixel] = near;
          rgba[out] = rgba[out]! + (red * lr - rgba[out]!) * alpha;
          rgba[out + 1] = rgba[out + 1]! + (green * lg - rgba[out + 1]!) * alpha;
          rgba[out + 2] = rgba[out + 2]! + (blue * lb - rgba[out + 2]!) * alpha;
          continue;
        }
        depth[pixel] = near;
        rgba[out] = red * lr;
        rgba[out + 1] = green * lg;
        rgba[out + 2] = blue * lb;
      }
    }
  }
}
