/**
 * Stands in for `@mediapipe/face_mesh` and `@mediapipe/face_detection` in a bundle. The landmark packages name both at
 * their top, for a runtime that is not used; the real ones are classic scripts and would weigh 160 kB.
 */
export const FaceMesh = undefined;
export const FaceDetection = undefined;
