/** Some web views never answer. Convention: as for the permission. */
const answerMs = 1_000;

/** The device's cameras, as far as the browser tells; undefined where it does not answer. */
export async function cameraDevices(): Promise<readonly MediaDeviceInfo[] | undefined> {
  try {
    const devices = await Promise.race([
      navigator.mediaDevices.enumerateDevices(),
      new Promise<undefined>((resolve) => setTimeout(resolve, answerMs)),
    ]);
    return devices?.filter(({ kind }) => kind === 'videoinput');
  } catch {
    return undefined;
  }
}
