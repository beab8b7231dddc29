import type { Pose } from '../pose.ts';
import { buildEar, buildNeck, buildTorso } from './body.ts';
/** Puts the parts of a drawn person together. */
import type { CanonicalFace } from '../../../models/canonical-face.ts';
import { buildBeard } from './beard.ts';
import { paintEye } from './eye.ts';
import type { Face } from './face.ts';
import { buildGlasses } from './glasses.ts';
import { buildHair } from './hair.ts';
import { buildHead } from './head.ts';
import { createLamp, lightFacing, lightMesh } from './lamp.ts';
import { buildEye, buildLashes, closeLid, paintLashes, turnEye } from './lid.ts';
import { buildMouth, openJaw, widenMouth } from './mouth.ts';
import { smoothstep, textureOf } from './paint.ts';
import { createHeadTransform } from './head-transform.ts';
import type { Mesh } from './raster.ts';
import { paintSkin } from './skin.ts';
import { leftEye, rightEye } from './topology.ts';

/** A movable head with shoulders: from a pose to the meshes that the camera sees, in drawing order. */
export type Rig = (pose: Pose) => Mesh[];

/** Whether the ears are visible: hair that hangs down at the sides hides them. */
function showsEars({ hair }: Face): boolean {
  return hair.line.every(([degrees, heightCm]) => degrees < 75 || degrees > 100 || heightCm > 0);
}

/** Builds one person. Painting takes some tenths of a second; each pose of the rig then takes some milliseconds. */
export function createRig(face: Face, canonical: CanonicalFace): Rig {
  const skin = textureOf(paintSkin(face, (landmark) => canonical.vertices[landmark]!.slice(0, 2) as [number, number]));
  const iris = paintEye(face);
  const lashes = paintLashes(face);
  const lamp = createLamp(face);
  const head = buildHead(face, canonical);
  const eyes = { right: buildEye(head.neutral, rightEye), left: buildEye(head.neutral, leftEye) };
  const ears = showsEars(face) ? [buildEar(face, head.neutral, -1), buildEar(face, head.neutral, 1)] : [];
  const body = [buildTorso(face), buildNeck(face), ...ears];
  const beard = face.beard && buildBeard(face.beard, head, face.seed);
  const glasses = face.glasses && buildGlasses(face.glasses, face, head.neutral);
  const hair = buildHair(face);
  const hairFollows = Float32Array.from({ length: hair.positions.length / 3 }, (_, vertex) =>
    smoothstep(-17, -8, hair.positions[3 * vertex + 1]!),
  );

  return (pose) => {
    const { place, turn } = createHeadTransform(pose);
    const points = head.neutral.slice();
    widenMouth(points, head, pose.mouthWidth);
    openJaw(points, head, pose.jawOpen);
    const lids = [
      [eyes.right, pose.blinkRight],
      [eyes.left, pose.blinkLeft],
    ] as const;
    for (const [eye, closed] of lids) closeLid(points, head.neutral, eye, closed);

    const bodyMeshes = body.map((part): Mesh => {
      const positions = place(part.positions, part.follows);
      return { triangles: part.triangles, positions, light: lightMesh(positions, part.triangles, lamp, part.colours) };
    });
    const mouth = buildMouth(points, head.neutral, pose.jawOpen);
    const placed = place(points);
    const light = lightMesh(placed, head.allTriangles, lamp, head.shade);
    const balls = lids.map(([eye]): Mesh => {
      const around = [eye.eye.outer, eye.eye.inner].map((vertex) => light[3 * vertex + 1]!);
      const ball = turnEye(eye, pose, Math.max(...around));
      return { ...ball, triangles: eye.triangles, positions: place(ball.positions), texture: iris };
    });
    const faceMesh: Mesh = { triangles: head.triangles, positions: placed, light, texels: head.texels, texture: skin };
    const lashMeshes = lids.map(([eye, closed]): Mesh => {
      const { triangles, positions, texels, light: lashLight } = buildLashes(points, eye, closed);
      return { triangles, positions: place(positions), texels, light: lashLight, texture: lashes };
    });
    const beardMeshes = beard
      ? [
          {
            ...beard,
            positions: place(points.map((value, at) => value + beard.offsets[at]!)),
            texels: head.texels,
            light,
          },
        ]
      : [];
    const glassesMeshes = glasses
      ? [glasses.frame, glasses.lenses].map((part): Mesh => ({ ...part, positions: place(part.positions) }))
      : [];
    const hairMesh: Mesh = {
      ...hair,
      positions: place(hair.positions, hairFollows),
      light: lightFacing(turn(hair.normals), lamp),
    };
    return [
      ...bodyMeshes,
      { ...mouth, positions: place(mouth.positions) },
      ...balls,
      faceMesh,
      ...lashMeshes,
      ...beardMeshes,
      ...glassesMeshes,
      hairMesh,
    ];
  };
}
