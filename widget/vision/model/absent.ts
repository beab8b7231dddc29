/**
 * Stands in for what the packages import and is not used here: the model packages' other runtime
 * (`@mediapipe/face_mesh`, `@mediapipe/face_detection`) and tfjs's threaded WASM module.
 */
export const FaceMesh = undefined;
export const FaceDetection = undefined;
export default undefined;
