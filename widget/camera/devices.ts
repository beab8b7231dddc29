import { answerTo } from './answer.ts';

/** The device's cameras, as far as the browser tells; undefined where it does not answer. */
export async function cameraDevices(): Promise<readonly MediaDeviceInfo[] | undefined> {
  const devices = await answerTo(() => navigator.mediaDevices.enumerateDevices());
  return devices?.filter(({ kind }) => kind === 'videoinput');
}
