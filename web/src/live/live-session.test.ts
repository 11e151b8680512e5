import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { fakeBrowser, FakeSocket, FakeStream } from '../sdk/fake-browser';
import type { ReadyMessage } from '../sdk/messages';
import { LiveSession } from './live-session';

const socket = () => FakeSocket.opened.at(-1)!;
const READY: Partial<ReadyMessage> = { type: 'ready', sessionId: 's', maxFrameBytes: 2_000_000, models: [] };
const MOMENT = {
  type: 'moment',
  name: 'blink',
  trackId: 0,
  onsetMs: 400,
  apexMs: 500,
  offsetMs: 620,
  strength: 0.9,
  actionUnits: {},
} as const;

let session: LiveSession;

beforeEach(async () => {
  vi.useFakeTimers();
  fakeBrowser();
  session = new LiveSession();
  const clip = { kind: 'clip', id: 'neutral', title: 'Neutral', url: '/clips/neutral.mp4' } as const;
  await session.start(clip, { receiptId: 'r', purpose: 'personalization' }, 'en', { kind: 'list' });
  socket().open();
  socket().says(READY);
});

afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

describe('the live session', () => {
  test('counts blinks instead of listing them', () => {
    socket().says({ ...MOMENT, kind: 'blink', completeness: 0.9 });
    socket().says({ ...MOMENT, kind: 'blink', apexMs: 4200 });
    socket().says({
      ...MOMENT,
      kind: 'micro-expression',
      name: 'brow-raise',
      group: 'brow-raise',
      grade: 'indicative',
    });
    expect(session.snapshot().blinks).toEqual({ count: 2, lastAtMs: 4200 });
    expect(session.snapshot().moments.map(moment => moment.kind)).toEqual(['micro-expression']);
  });

  test('a clip keeps real time like a camera; a recording waits for its frames and begins anew once somebody reads', async () => {
    expect(session.snapshot().everyFrame).toBe(false);
    vi.stubGlobal(
      'URL',
      class extends URL {
        static override createObjectURL = () => 'blob:recording';
        static override revokeObjectURL = () => undefined;
      },
    );
    const recording = { kind: 'recording', file: new File([], 'call.mp4') } as const;
    await session.start(recording, { receiptId: 'r', purpose: 'personalization' }, 'en', { kind: 'list' });
    session.video.currentTime = 1.5;
    socket().open();
    socket().says(READY);
    expect(session.snapshot().everyFrame).toBe(true);
    expect(session.video.currentTime).toBe(0);
    session.readEveryFrame(false);
    expect(session.snapshot().everyFrame).toBe(false);
  });

  test('another clip chosen while the first still opens is not stopped by the first giving up', async () => {
    // as a browser has it: loading something else, or a pause, turns down whoever waits for the video to play
    let waiting: ((why: Error) => void)[] = [];
    const turnDown = () => {
      for (const refuse of waiting.splice(0)) refuse(new DOMException('interrupted', 'AbortError'));
    };
    let begin = () => {};
    session.video.load = turnDown;
    session.video.pause = turnDown;
    session.video.play = () =>
      new Promise((resolve, reject) => {
        waiting.push(reject);
        begin = () => {
          waiting = [];
          resolve();
        };
      });
    const choose = (id: string) =>
      session.start(
        { kind: 'clip', id, title: id, url: `/clips/${id}.mp4` },
        { receiptId: 'r', purpose: 'personalization' },
        'en',
        { kind: 'list' },
      );

    const first = choose('joy');
    const second = choose('anger');
    await first;
    begin();
    await second;

    expect(session.snapshot()).toMatchObject({ phase: { name: 'connecting' }, source: { id: 'anger' } });
  });

  test('keeps no pulse and no stream of whoever left when somebody else sits down', () => {
    socket().says({ type: 'pulse', trackId: 0, atMs: 4000, rate: { value: 62, confidence: 0.9 } });
    socket().says({ type: 'stream', trackId: 0, atMs: 4000 });
    expect(session.snapshot().stream).not.toBeNull();
    socket().says({ type: 'person', who: 'another', atMs: 5000, answerWithinMs: 30_000 });
    expect(session.snapshot()).toMatchObject({ pulse: null, stream: null });
  });

  test('gives camera and microphone back before the server has heard of the stop, and takes neither again', async () => {
    const opened: FakeStream[] = [];
    vi.stubGlobal('navigator', {
      mediaDevices: {
        async getUserMedia() {
          opened.push(new FakeStream());
          return opened.at(-1);
        },
      },
    });
    await session.start({ kind: 'webcam' }, { receiptId: 'r', purpose: 'personalization', voice: true }, 'en', {
      kind: 'list',
    });
    const [camera, microphone] = opened;

    session.release();

    expect(camera!.track.stopped).toBe(true);
    expect(microphone!.track.stopped).toBe(true);
    socket().open();
    socket().says({ ...READY, modalities: ['face', 'voice'], recommendedFps: 20 });
    session.video.currentTime += 1;
    vi.advanceTimersByTime(1000);
    expect(socket().frames).toEqual([]);
  });

  test('a recording that waits for an answer does not go on once it was stopped', async () => {
    vi.stubGlobal(
      'URL',
      class extends URL {
        static override createObjectURL = () => 'blob:recording';
        static override revokeObjectURL = () => undefined;
      },
    );
    const recording = { kind: 'recording', file: new File([], 'call.mp4') } as const;
    await session.start(recording, { receiptId: 'r', purpose: 'personalization' }, 'en', { kind: 'list' });
    let present: (now: number, frame: { mediaTime: number }) => void = () => undefined;
    Object.assign(session.video, {
      requestVideoFrameCallback: (next: typeof present) => ((present = next), 1),
      cancelVideoFrameCallback: () => undefined,
    });
    socket().open();
    socket().says({ ...READY, recommendedFps: 20 });
    for (const mediaTime of [0.1, 0.2, 0.3, 0.4, 0.5, 0.6]) present(0, { mediaTime });
    expect(session.video.paused).toBe(true); // for the answers to those before
    const sent = socket().frames.length;

    session.release();
    vi.advanceTimersByTime(60_000); // nobody waits so long for an answer

    expect(session.video.paused).toBe(true);
    expect(socket().frames).toHaveLength(sent);
  });

  test('is over when it is stopped while the camera still opens', async () => {
    vi.stubGlobal('navigator', { mediaDevices: { getUserMedia: () => new Promise(() => undefined) } });
    void session.start({ kind: 'webcam' }, { receiptId: 'r', purpose: 'personalization' }, 'en', { kind: 'list' });
    expect(session.snapshot().phase).toEqual({ name: 'opening' });

    session.release();
    session.stop();

    expect(session.snapshot().phase).toEqual({ name: 'ended', code: 1000, withdrawn: false });
  });

  test('goes on after an error that costs only one frame', () => {
    socket().says({ type: 'error', code: 'undecodable-frame', message: 'Frame 3: no picture.' });
    expect(session.snapshot().phase).toEqual({ name: 'measuring' });
    socket().closes(1000);
    expect(session.snapshot().phase).toEqual({ name: 'ended', code: 1000, withdrawn: false });
  });

  test('says why an utterance was not read by what it is, not in the English of the server', () => {
    const refused = { type: 'error', code: 'words-refused', message: 'There is no consent to the words.' } as const;
    socket().says(refused);
    expect(session.snapshot().wordsTrouble).toBe('noConsent');
    socket().says({ type: 'person', who: 'another', answerWithinMs: 60_000 });
    socket().says(refused);
    expect(session.snapshot().wordsTrouble).toBe('another');
  });

  test('ends with the words the server gave before it closed', () => {
    socket().says({ type: 'error', code: 'no-consent', message: 'Nothing is read.', hint: 'Ask again.' });
    socket().closes(4403);
    expect(session.snapshot().phase).toMatchObject({ name: 'ended', message: 'Nothing is read. Ask again.' });
  });

  test('forgets calibration and pulse with the connection they belong to', async () => {
    const calibrated = session.calibrate({ points: [], validation: [], viewport: { width: 1280, height: 800 } });
    socket().says({ type: 'calibrated', errorPx: 90, errorDegrees: 2.3, validationPoints: 4, refusedBelowPx: 180 });
    await calibrated;
    socket().says({ type: 'pulse', trackId: 0, atMs: 900, rate: { value: 71, confidence: 0.7 } });
    expect(session.snapshot()).toMatchObject({ calibration: { errorPx: 90 }, pulse: { atMs: 900 } });
    socket().closes(1006);
    vi.advanceTimersByTime(1000);
    socket().open();
    socket().says(READY);
    expect(session.snapshot()).toMatchObject({ calibration: null, pulse: null });
  });

  test('keeps what the voice said for a minute, and forgets it with the connection', () => {
    socket().says({ type: 'speech', speaking: true, atMs: 100 });
    socket().says({ type: 'voice', fromMs: 0, toMs: 1000, arousal: { value: 0.4, confidence: 0.7 } });
    expect(session.snapshot().voice).toMatchObject({ speaking: true, readings: [{ toMs: 1000 }] });
    socket().says(READY);
    expect(session.snapshot().voice).toEqual({ speaking: false, readings: [] });
  });

  test('claims to hear nobody while somebody else is before the camera', () => {
    socket().says({ type: 'speech', speaking: true, atMs: 100 });
    socket().says({ type: 'voice', fromMs: 0, toMs: 1000, arousal: { value: 0.4, confidence: 0.7 } });
    socket().says({ type: 'person', who: 'another', atMs: 1200, answerWithinMs: 60_000 });
    expect(session.snapshot().voice).toEqual({ speaking: false, readings: [] });
    socket().says({ type: 'speech', speaking: true, atMs: 1300 });
    socket().says({ type: 'voice', fromMs: 300, toMs: 1300, arousal: { value: 0.4, confidence: 0.7 } });
    expect(session.snapshot().voice).toEqual({ speaking: false, readings: [] });
    socket().says({ type: 'person', who: 'agreed', atMs: 3000 });
    expect(session.snapshot().voice.speaking).toBe(false);
    socket().says({ type: 'speech', speaking: true, atMs: 3100 });
    expect(session.snapshot().voice.speaking).toBe(true);
  });

  test('leaves the picture alone when a voice is heard and no face is in view', () => {
    socket().says({ type: 'affect', atMs: 1000, latencyMs: 20, faces: [], affect: [] });
    expect(session.latest).toBeNull();
  });
});
