/** Some web views never answer. Convention. */
const answerMs = 1_000;

/** The browser's permission for the camera; undefined where it cannot be asked. */
export async function cameraPermission(): Promise<PermissionStatus | undefined> {
  try {
    return await Promise.race([
      navigator.permissions.query({ name: 'camera' as PermissionName }),
      new Promise<undefined>((resolve) => setTimeout(resolve, answerMs)),
    ]);
  } catch {
    return undefined; // some browsers know no such name
  }
}
