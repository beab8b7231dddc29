import { answerTo } from './answer.ts';

/** The device's cameras that the browser lists; undefined if it does not answer. */
export async function cameraDevices(): Promise<readonly MediaDeviceInfo[] | undefined> {
  const devices = await answerTo(() => navigator.mediaDevices.enumerateDevices());
  return devices?.filter(({ kind }) => kind === 'videoinput');
}
