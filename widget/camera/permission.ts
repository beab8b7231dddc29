/** The browser's permission for the camera; undefined where it cannot be asked. */
export async function cameraPermission(): Promise<PermissionStatus | undefined> {
  try {
    return await navigator.permissions.query({ name: 'camera' as PermissionName });
  } catch {
    return undefined; // some browsers know no such name
  }
}
