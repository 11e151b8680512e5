import { MediaClock } from './media-clock';

const LONGEST_SIDE = 640; // the analysis tracks a face at this size; larger pictures only cost bandwidth
const JPEG_QUALITY = 0.8;
const ROUNDING_SECONDS = 0.001; // media times are rounded to microseconds, rates are not
const LOOK_MS = 5; // how often a frame that waits asks whether it may be taken
const SLOWEST = 1 / 16; // Chromium plays no slower
const SLOWER = 0.8; // after a frame that had to wait, so that few do
const FASTER = 1.02; // after one that had not

/** One picture taken from the video, not yet sent. */
export interface CapturedFrame {
  picture: Blob;
  mediaTimeMicros: number;
}

/**
 * Takes pictures from a playing video at a steady pace, one at a time: nothing is taken while the last one is still
 * being encoded, while `wanted` says no, or while the video shows the same frame as before.
 *
 * Where the browser tells when it presents a frame, each picture carries that frame's own media time; elsewhere a
 * timer looks at the video's position, which may lie up to a frame off what is shown.
 *
 * With `everyFrame` the video waits instead: it plays as slowly as its pictures can be taken, and stands still on one
 * that cannot be taken yet. Media time does not notice.
 */
export class FrameCapture {
  readonly #video: HTMLVideoElement;
  readonly #wanted: () => boolean;
  readonly #take: (frame: CapturedFrame) => void;
  readonly #clock = new MediaClock();
  readonly #canvas = document.createElement('canvas');
  #stopWatching: (() => void) | undefined;
  #encoding = false;
  #everyFrame = false;
  /** The video stands still until its frame is taken. */
  #held = false;
  #looking: ReturnType<typeof setInterval> | undefined;
  #lastPosition = -1;
  /** Position of the frame the browser presented last, where it tells; seconds. */
  #presented: number | undefined;

  constructor(video: HTMLVideoElement, wanted: () => boolean, take: (frame: CapturedFrame) => void) {
    this.#video = video;
    this.#wanted = wanted;
    this.#take = take;
  }

  start(framesPerSecond: number): void {
    this.stop();
    this.#goOn();
    this.#stopWatching =
      'requestVideoFrameCallback' in this.#video
        ? this.#watchFrames(1 / framesPerSecond)
        : this.#watchClock(1000 / framesPerSecond);
  }

  stop(): void {
    this.#stopWatching?.();
    this.#stopWatching = undefined;
    clearInterval(this.#looking);
  }

  /** Whether the video waits for its pictures. Needs a browser that tells when it presents a frame; else nothing changes. */
  set everyFrame(on: boolean) {
    this.#everyFrame = on;
    if (on) return;
    this.#video.playbackRate = 1;
    this.#goOn();
  }

  /** The media time of what the video shows now, on the clock of the pictures taken. */
  mediaTimeMicros(): number {
    return this.#clock.at(this.#presented ?? this.#video.currentTime);
  }

  #watchClock(intervalMs: number): () => void {
    this.#presented = undefined;
    const timer = setInterval(() => this.#shown(this.#video.currentTime), intervalMs);
    return () => clearInterval(timer);
  }

  /** Of the frames presented, those nearest to the pace asked for. */
  #watchFrames(intervalSeconds: number): () => void {
    const video = this.#video;
    let due = -Infinity;
    let handle = 0;
    const onFrame = (_now: DOMHighResTimeStamp, { mediaTime }: { mediaTime: number }) => {
      if (this.#presented !== undefined && mediaTime < this.#presented) due = -Infinity; // started again
      this.#presented = mediaTime;
      if (this.#everyFrame) this.#await(mediaTime);
      else if (mediaTime >= due - ROUNDING_SECONDS) {
        due = Math.max(due + intervalSeconds, mediaTime);
        this.#shown(mediaTime);
      }
      handle = video.requestVideoFrameCallback(onFrame);
    };
    handle = video.requestVideoFrameCallback(onFrame);
    return () => video.cancelVideoFrameCallback(handle);
  }

  /** Takes the frame on show now, or holds the video on it until there is room. */
  #await(position: number): void {
    if (this.#hasRoom()) {
      this.#video.playbackRate = Math.min(1, this.#video.playbackRate * FASTER);
      this.#shown(position);
      return;
    }
    this.#video.playbackRate = Math.max(SLOWEST, this.#video.playbackRate * SLOWER);
    this.#held = true;
    this.#video.pause();
    clearInterval(this.#looking);
    this.#looking = setInterval(() => {
      if (!this.#hasRoom()) return;
      this.#shown(position);
      this.#goOn();
    }, LOOK_MS);
  }

  #goOn(): void {
    clearInterval(this.#looking);
    if (!this.#held) return;
    this.#held = false;
    if (!this.#video.ended) void this.#video.play().catch(() => undefined); // after its end it would begin anew
  }

  #hasRoom(): boolean {
    return !this.#encoding && this.#wanted();
  }

  /** @param position of the frame on show, seconds */
  #shown(position: number): void {
    const video = this.#video;
    const playing = (!video.paused || this.#held) && video.readyState >= HTMLMediaElement.HAVE_CURRENT_DATA;
    if (!playing || video.videoWidth === 0 || position === this.#lastPosition || !this.#hasRoom()) return;
    this.#lastPosition = position;
    const mediaTimeMicros = this.#clock.at(position);

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
        if (picture && this.#stopWatching) this.#take({ picture, mediaTimeMicros });
      },
      'image/jpeg',
      JPEG_QUALITY,
    );
  }
}
