/**
 * Call back for every frame that the video shows, until the signal aborts.
 *
 * @param onFrame gets the frame's time on the page's monotonic clock, and how many frames were shown since the last call
 */
export function eachFrame(
  video: HTMLVideoElement,
  signal: AbortSignal,
  onFrame: (nowMs: number, frames: number) => void,
): void {
  let shown = 0;
  const next = (nowMs: number, metadata?: VideoFrameCallbackMetadata) => {
    if (signal.aborted) return;
    request();
    // Without requestVideoFrameCallback frames cannot be counted, so each call counts as one frame.
    if (video.readyState < HTMLMediaElement.HAVE_CURRENT_DATA) return;
    const frames = (metadata?.presentedFrames ?? shown + 1) - shown;
    shown += frames;
    onFrame(nowMs, frames > 0 ? frames : 1); // a new stream starts the count again at 0
  };
  const request = () =>
    'requestVideoFrameCallback' in video ? video.requestVideoFrameCallback(next) : requestAnimationFrame(next);
  request();
}
