import { answerTo } from './answer.ts';

/** The browser's permission for the camera; undefined if the browser does not say. */
export const cameraPermission = (): Promise<PermissionStatus | undefined> =>
  answerTo(() => navigator.permissions.query({ name: 'camera' as PermissionName }));
