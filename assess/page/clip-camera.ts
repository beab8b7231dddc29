/**
 * Replaces the camera with a recorded clip, as a 640×480 webcam with 30 frames a second would show it. This is an
 * injected stream.
 */
import { splitMjpeg } from '../clip/mjpeg.ts';

const frame = { widthPx: 640, heightPx: 480, rateHz: 30 };

/** Plays a clip. */
interface ClipPlayer {
  /** Draws the clip's frames, from the first one, until the function that it returns is called. */
  readonly play: (draw: (picture: CanvasImageSource, widthPx: number, heightPx: number) => void) => () => void;
  readonly lengthMs: number;
  readonly close: () => void;
}

export interface ClipCamera {
  readonly lengthMs: number;
  /** Restores the page's camera. */
  readonly remove: () => void;
}

/**
 * Replaces the page's camera with a clip. The clip restarts whenever the camera is started, and loops.
 *
 * @throws Error if the browser cannot play the clip
 */
export async function installClip(file: File): Promise<ClipCamera> {
  const player = /\.mjpe?g$/i.test(file.name) ? await mjpegPlayer(file) : await videoPlayer(file);
  const devices = navigator.mediaDevices;
  const own = devices.getUserMedia;
  let stop: (() => void) | undefined;
  devices.getUserMedia = () => {
    stop?.();
    const canvas = document.createElement('canvas');
    [canvas.width, canvas.height] = [frame.widthPx, frame.heightPx];
    const context = canvas.getContext('2d')!;
    stop = player.play((picture, widthPx, heightPx) => {
      // The picture fills the frame and is cropped, like that of a camera.
      const scale = Math.max(frame.widthPx / widthPx, frame.heightPx / heightPx);
      const [width, height] = [widthPx * scale, heightPx * scale];
      context.drawImage(picture, (frame.widthPx - width) / 2, (frame.heightPx - height) / 2, width, height);
    });
    return Promise.resolve(canvas.captureStream(frame.rateHz));
  };
  return {
    lengthMs: player.lengthMs,
    remove: () => {
      devices.getUserMedia = own;
      stop?.();
      player.close();
    },
  };
}

async function mjpegPlayer(file: File): Promise<ClipPlayer> {
  const frames = splitMjpeg(new Uint8Array(await file.arrayBuffer()));
  if (frames.length === 0) throw new RangeError('the file contains no JPEG');
  return {
    lengthMs: (frames.length * 1000) / frame.rateHz,
    close: () => {},
    play: (draw) => {
      const sinceMs = performance.now();
      let shown = -1;
      let isDrawing = false;
      const timer = setInterval(async () => {
        const due = Math.floor(((performance.now() - sinceMs) * frame.rateHz) / 1000);
        if (due === shown || isDrawing) return;
        shown = due;
        isDrawing = true;
        const jpeg = new Blob([Uint8Array.from(frames[due % frames.length]!)], { type: 'image/jpeg' });
        // A frame that cannot be decoded is skipped, like a frame that a camera drops.
        const bitmap = await createImageBitmap(jpeg).catch(() => undefined);
        if (bitmap) draw(bitmap, bitmap.width, bitmap.height);
        bitmap?.close();
        isDrawing = false;
      }, 5);
      return () => clearInterval(timer);
    },
  };
}

async function videoPlayer(file: File): Promise<ClipPlayer> {
  const video = document.createElement('video');
  Object.assign(video, { muted: true, loop: true, playsInline: true, src: URL.createObjectURL(file) });
  await new Promise((resolve, reject) => {
    video.addEventListener('canplay', resolve, { once: true });
    video.addEventListener('error', () => reject(new Error(video.error?.message ?? 'no video')), { once: true });
  });
  return {
    lengthMs: Number.isFinite(video.duration) ? video.duration * 1000 : 0,
    close: () => URL.revokeObjectURL(video.src),
    play: (draw) => {
      video.currentTime = 0;
      void video.play();
      const timer = setInterval(() => draw(video, video.videoWidth, video.videoHeight), 1000 / frame.rateHz);
      return () => {
        clearInterval(timer);
        video.pause();
      };
    },
  };
}
