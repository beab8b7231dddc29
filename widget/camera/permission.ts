import { answerTo } from './answer.ts';

/** The browser's permission for the camera; undefined where it cannot be asked. */
export const cameraPermission = (): Promise<PermissionStatus | undefined> =>
  answerTo(() => navigator.permissions.query({ name: 'camera' as PermissionName }));
