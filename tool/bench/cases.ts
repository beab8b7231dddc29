/** A program that is measured, on a page of its own. */
export interface Case {
  readonly name: string;
  readonly mesh: 'plain' | 'attention';
  readonly who: 'ours' | 'package' | 'floor' | 'face_mesh' | 'human';
  /** Path of its page, without the origin. */
  readonly page: string;
}

export const cases: readonly Case[] = [
  { name: 'ours, plain mesh', mesh: 'plain', who: 'ours', page: '/bench/ours.html?mesh' },
  { name: 'ours, attention mesh', mesh: 'attention', who: 'ours', page: '/bench/ours.html?attention' },
  { name: 'ours, attention, traced', mesh: 'attention', who: 'ours', page: '/bench/ours.html?traced' },
  { name: 'package as it is, plain', mesh: 'plain', who: 'package', page: '/bench/threaded.html?package-mesh' },
  {
    name: 'package as it is, attention',
    mesh: 'attention',
    who: 'package',
    page: '/bench/threaded.html?package-attention',
  },
  { name: 'raw model, plain', mesh: 'plain', who: 'floor', page: '/bench/threaded.html?floor-mesh' },
  { name: 'raw model, attention', mesh: 'attention', who: 'floor', page: '/bench/threaded.html?floor-attention' },
  { name: 'face_mesh on CPU', mesh: 'plain', who: 'face_mesh', page: '/bench/face-mesh.html?mesh' },
  { name: 'face_mesh on CPU, refined', mesh: 'attention', who: 'face_mesh', page: '/bench/face-mesh.html?attention' },
  { name: 'human, mesh', mesh: 'plain', who: 'human', page: '/bench/human.html?mesh' },
  { name: 'human, mesh and iris', mesh: 'attention', who: 'human', page: '/bench/human.html?iris' },
];

const [plain, attention, traced] = cases as readonly [Case, Case, Case];
const of = (who: Case['who'], mesh: Case['mesh']): Case =>
  cases.find((candidate) => candidate.who === who && candidate.mesh === mesh)!;

/** Targets: the maximum ratio of one case's time to another's. Source: DESIGN §9. */
export const targets: readonly { readonly subject: Case; readonly base: Case; readonly most: number }[] = [
  { subject: plain, base: of('floor', 'plain'), most: 1.4 },
  { subject: plain, base: of('face_mesh', 'plain'), most: 0.65 },
  { subject: attention, base: of('floor', 'attention'), most: 1.25 },
  { subject: attention, base: of('face_mesh', 'attention'), most: 0.85 },
];

/** Ratios without a target. */
export const comparisons: readonly { readonly subject: Case; readonly base: Case }[] = [
  { subject: plain, base: of('package', 'plain') },
  { subject: plain, base: of('human', 'plain') },
  { subject: attention, base: of('package', 'attention') },
  { subject: attention, base: of('human', 'attention') },
  { subject: traced, base: attention },
];

/** The pages that measure the parts of our tracker's time. */
export const partCases: readonly { readonly name: string; readonly page: string }[] = [
  { name: 'plain mesh', page: '/bench/parts.html?mesh' },
  { name: 'attention mesh', page: '/bench/parts.html?attention' },
];

/** The cases whose time to the first landmark is measured, each in an empty browser. */
export const coldCases: readonly Case[] = [
  plain,
  of('package', 'plain'),
  of('face_mesh', 'plain'),
  of('human', 'plain'),
];
