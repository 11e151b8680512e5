import { MediaClock } from './media-clock';

const LONGEST_SIDE = 640; // the analysis tracks a face at this size; larger pictures only cost bandwidth
const JPEG_QUALITY = 0.8;

/** One picture taken from the video, not yet sent. */
export interface CapturedFrame {
  picture: Blob;
  mediaTimeMicros: number;
}

/**
 * Takes pictures from a playing video at a steady pace, one at a time: nothing is taken while the last one is still
 * being encoded, while `wanted` says no, or while the video shows the same frame as before.
 */
export class FrameCapture {
  readonly #video: HTMLVideoElement;
  readonly #wanted: () => boolean;
  readonly #take: (frame: CapturedFrame) => void;
  readonly #clock = new MediaClock();
  readonly #canvas = document.createElement('canvas');
  #timer: ReturnType<typeof setInterval> | undefined;
  #encoding = false;
  #lastPosition = -1;

  constructor(video: HTMLVideoElement, wanted: () => boolean, take: (frame: CapturedFrame) => void) {
    this.#video = video;
    this.#wanted = wanted;
    this.#take = take;
  }

  start(framesPerSecond: number): void {
    clearInterval(this.#timer);
    this.#timer = setInterval(() => this.#tick(), 1000 / framesPerSecond);
  }

  stop(): void {
    clearInterval(this.#timer);
    this.#timer = undefined;
  }

  /** The media time of what the video shows now, on the clock of the pictures taken. */
  mediaTimeMicros(): number {
    return this.#clock.at(this.#video.currentTime);
  }

  #tick(): void {
    const video = this.#video;
    const playing = !video.paused && video.readyState >= HTMLMediaElement.HAVE_CURRENT_DATA && video.videoWidth > 0;
    if (!playing || this.#encoding || video.currentTime === this.#lastPosition || !this.#wanted()) return;
    this.#lastPosition = video.currentTime;
    const mediaTimeMicros = this.#clock.at(video.currentTime);

    const scale = Math.min(1, LONGEST_SIDE / Math.max(video.videoWidth, video.videoHeight));
    this.#canvas.width = Math.round(video.videoWidth * scale);
    this.#canvas.height = Math.round(video.videoHeight * scale);
    const context = this.#canvas.getContext('2d', { alpha: false });
    if (!context) return;
    context.drawImage(video, 0, 0, this.#canvas.width, this.#canvas.height);
    this.#encoding = true;
    this.#canvas.toBlob(
      picture => {
        this.#encoding = false;
        // stopped while encoding: the picture is thrown away, not sent
        if (picture && this.#timer !== undefined) this.#take({ picture, mediaTimeMicros });
      },
      'image/jpeg',
      JPEG_QUALITY,
    );
  }
}
