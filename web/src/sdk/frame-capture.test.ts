import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { fakeBrowser } from './fake-browser';
import { FrameCapture } from './frame-capture';

type OnFrame = (now: number, metadata: { mediaTime: number }) => void;

/** A video whose browser tells when it presents a frame. */
class TellingVideo {
  #waiting: OnFrame | undefined;

  constructor() {
    Object.assign(this, fakeBrowser());
  }

  requestVideoFrameCallback(onFrame: OnFrame): number {
    this.#waiting = onFrame;
    return 1;
  }

  cancelVideoFrameCallback(): void {
    this.#waiting = undefined;
  }

  presents(mediaTime: number): void {
    const onFrame = this.#waiting;
    this.#waiting = undefined;
    onFrame?.(0, { mediaTime });
  }
}

let video: TellingVideo;
let taken: number[];
let capture: FrameCapture;

beforeEach(() => {
  video = new TellingVideo();
  taken = [];
  capture = new FrameCapture(
    video as unknown as HTMLVideoElement,
    () => true,
    frame => taken.push(frame.mediaTimeMicros),
  );
});

afterEach(() => vi.unstubAllGlobals());

function play(framesPerSecond: number, frames: number, from = 0): void {
  for (let i = 0; i < frames; i++) video.presents(from + i / framesPerSecond);
}

describe('where the browser tells when it presents a frame', () => {
  test('each picture carries the media time of the frame shown', () => {
    capture.start(30);
    play(30, 3);
    expect(taken).toEqual([0, 33_333, 66_667]);
    expect(capture.mediaTimeMicros()).toBeGreaterThanOrEqual(66_667);
  });

  test('of more frames than asked for, so many are taken that the pace holds', () => {
    capture.start(20);
    play(60, 120);
    expect(taken.length).toBeGreaterThanOrEqual(38);
    expect(taken.length).toBeLessThanOrEqual(41);
  });

  test('a clip that starts again is followed at once, on a clock that goes on', () => {
    capture.start(20);
    play(20, 4);
    play(20, 2);
    expect(taken).toHaveLength(6);
    expect([...taken].sort((a, b) => a - b)).toEqual(taken);
  });

  test('nothing is taken after the end', () => {
    capture.start(20);
    play(20, 2);
    capture.stop();
    play(20, 5, 1);
    expect(taken).toHaveLength(2);
  });
});
