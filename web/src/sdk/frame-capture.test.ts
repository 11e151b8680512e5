import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { fakeBrowser, type FakeVideo } from './fake-browser';
import { FrameCapture } from './frame-capture';

type OnFrame = (now: number, metadata: { mediaTime: number }) => void;

interface TellingVideo extends FakeVideo {}

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
let room: boolean;

beforeEach(() => {
  video = new TellingVideo();
  taken = [];
  room = true;
  capture = new FrameCapture(
    video as unknown as HTMLVideoElement,
    () => room,
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

describe('a video that waits for its pictures', () => {
  beforeEach(() => {
    vi.useFakeTimers();
    capture.everyFrame = true;
    capture.start(20);
  });

  afterEach(() => vi.useRealTimers());

  test('every frame is taken, also above the pace asked for', () => {
    play(60, 60);
    expect(taken).toHaveLength(60);
  });

  test('it stands still on a frame that cannot be taken yet, and goes on with it', () => {
    room = false;
    play(30, 1, 1);
    vi.advanceTimersByTime(3000);
    expect([video.paused, taken]).toEqual([true, []]);
    room = true;
    vi.advanceTimersByTime(10);
    expect([video.paused, taken]).toEqual([false, [1_000_000]]);
  });

  test('it plays slower the more often it had to wait, and faster again when it need not', () => {
    for (let i = 0; i < 40; i++) {
      room = false;
      play(30, 1, i / 30);
      room = true;
      vi.advanceTimersByTime(10);
    }
    expect(taken).toHaveLength(40);
    expect(video.playbackRate).toBe(1 / 16);
    play(30, 300, 2);
    expect(video.playbackRate).toBe(1);
  });

  test('in real time again it leaves out what cannot be taken', () => {
    room = false;
    play(30, 1);
    capture.everyFrame = false;
    play(30, 3, 0.1);
    expect([video.paused, video.playbackRate, taken]).toEqual([false, 1, []]);
  });

  test('once stopped it does not go on by itself', () => {
    room = false;
    play(30, 1);
    capture.stop();
    room = true;
    vi.advanceTimersByTime(100);
    expect([video.paused, taken]).toEqual([true, []]);
    capture.start(20);
    expect(video.paused).toBe(false);
  });
});
