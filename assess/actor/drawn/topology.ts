/**
 * Vertex numbers of MediaPipe's 468-point mesh. Left and right are the person's. Each row of an eye runs from the outer to the
 * inner corner, each row of the lips from the right to the left corner.
 */
export const rightEye = {
  outer: 33,
  inner: 133,
  upper: [246, 161, 160, 159, 158, 157, 173],
  lower: [7, 163, 144, 145, 153, 154, 155],
  /** The row of skin above the upper lid's edge; `socket` is the row above it. */
  upperSkin: [247, 30, 29, 27, 28, 56, 190],
  socket: [113, 225, 224, 223, 222, 221, 189],
  lowerSkin: [25, 110, 24, 23, 22, 26, 112],
  brow: [70, 63, 105, 66, 107, 46, 53, 52, 65, 55],
} as const;

export const leftEye = {
  outer: 263,
  inner: 362,
  upper: [466, 388, 387, 386, 385, 384, 398],
  lower: [249, 390, 373, 374, 380, 381, 382],
  upperSkin: [467, 260, 259, 257, 258, 286, 414],
  socket: [342, 445, 444, 443, 442, 441, 413],
  lowerSkin: [255, 339, 254, 253, 252, 256, 341],
  brow: [300, 293, 334, 296, 336, 276, 283, 282, 295, 285],
} as const;

export type Eye = typeof rightEye | typeof leftEye;

export const lips = {
  innerCorners: [78, 308],
  outerCorners: [61, 291],
  innerUpper: [191, 80, 81, 82, 13, 312, 311, 310, 415],
  innerLower: [95, 88, 178, 87, 14, 317, 402, 318, 324],
  outerUpper: [185, 40, 39, 37, 0, 267, 269, 270, 409],
  outerLower: [146, 91, 181, 84, 17, 314, 405, 321, 375],
  /** The rows between the outer and the inner edge, outer row first. */
  upperRows: [
    [184, 74, 73, 72, 11, 302, 303, 304, 408],
    [183, 42, 41, 38, 12, 268, 271, 272, 407],
  ],
  lowerRows: [
    [77, 90, 180, 85, 16, 315, 404, 320, 307],
    [96, 89, 179, 86, 15, 316, 403, 319, 325],
  ],
  betweenCorners: [76, 306, 62, 292],
} as const;

/** Brows, from the outer to the inner end. */
export const rightBrow = { upper: [70, 63, 105, 66, 107], lower: [46, 53, 52, 65, 55] } as const;
export const leftBrow = { upper: [300, 293, 334, 296, 336], lower: [276, 283, 282, 295, 285] } as const;

/** The edge of the mesh, from the middle of the forehead, first along the person's left side. */
export const oval = [
  10, 338, 297, 332, 284, 251, 389, 356, 454, 323, 361, 288, 397, 365, 379, 378, 400, 377, 152, 148, 176, 149, 150, 136,
  172, 58, 132, 93, 234, 127, 162, 21, 54, 103, 67, 109,
] as const;
