/**
 * Replaces modules that the packages import but that are never used here: the model packages' other runtime
 * (`@mediapipe/face_mesh`, `@mediapipe/face_detection`) and tfjs's threaded WASM module.
 */
export const FaceMesh = undefined;
export const FaceDetection = undefined;
export default undefined;
