import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { AttuneLive, type LiveListener, type LiveStatus } from './attune-live';
import { fakeBrowser, FakeSocket, FakeStream, type FakeVideo } from './fake-browser';
import type { CalibrationRequest, ReadyMessage } from './messages';

const READY: ReadyMessage = {
  type: 'ready',
  sessionId: 's',
  maxFrameBytes: 2_000_000,
  modalities: ['face'],
  recommendedFps: 20,
  models: [],
};
const TICK_MS = 50; // one frame at 20 frames a second

let video: FakeVideo;
let statuses: LiveStatus[];

beforeEach(() => {
  vi.useFakeTimers();
  statuses = [];
  video = fakeBrowser();
});

afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

function live(listener: LiveListener = {}, microphone?: MediaStream): AttuneLive {
  const session = new AttuneLive({
    key: 'pk_1',
    hello: { receiptId: 'r', purpose: 'personalization', source: 'webcam', language: 'en', page: { kind: 'list' } },
    video: video as unknown as HTMLVideoElement,
    ...(microphone ? { microphone } : {}),
    listener: { ...listener, status: status => statuses.push(status) },
  });
  session.start();
  return session;
}

const socket = () => FakeSocket.opened.at(-1)!;

function playOneFrame(): void {
  video.currentTime += TICK_MS / 1000;
  vi.advanceTimersByTime(TICK_MS);
}

describe('a live session', () => {
  test('connects with the key and the subprotocol, and says hello first', () => {
    live();
    expect(socket().address).toBe('wss://attune.example/v1/live?key=pk_1');
    expect(socket().protocol).toBe('attune.live.v1');
    socket().open();
    expect(socket().messages[0]).toMatchObject({ type: 'hello', receiptId: 'r', page: { kind: 'list' } });
  });

  test('sends no picture before the server is ready', () => {
    live();
    socket().open();
    playOneFrame();
    expect(socket().frames).toHaveLength(0);
  });

  test('keeps two pictures under way, and sends the next when one is answered', () => {
    live();
    socket().open();
    socket().says(READY);
    for (let i = 0; i < 5; i++) playOneFrame();
    expect(socket().frames).toHaveLength(2);
    socket().says({ type: 'affect', sequence: 0 });
    playOneFrame();
    expect(socket().frames).toHaveLength(3);
  });

  test('sends the header before the picture', async () => {
    live();
    socket().open();
    socket().says(READY);
    playOneFrame();
    const bytes = new Uint8Array(await socket().frames[0]!.arrayBuffer());
    expect([...bytes.slice(0, 2)]).toEqual([1, 1]);
    expect(new TextDecoder().decode(bytes.slice(16))).toBe('picture');
  });

  test('does not send the same picture twice while the video stands still', () => {
    live();
    socket().open();
    socket().says(READY);
    playOneFrame();
    vi.advanceTimersByTime(5 * TICK_MS);
    expect(socket().frames).toHaveLength(1);
  });

  test('connects again after a lost connection and tells the page where it left off', () => {
    const session = live();
    socket().open();
    socket().says(READY);
    session.page({ kind: 'checkout', id: 'c' });
    socket().closes(1006);
    expect(statuses.at(-1)).toEqual({ state: 'reconnecting', attempt: 1 });
    vi.advanceTimersByTime(1000);
    expect(FakeSocket.opened).toHaveLength(2);
    socket().open();
    expect(socket().messages[0]).toMatchObject({ type: 'hello', page: { kind: 'checkout' } });
  });

  test('does not come back where it was refused', () => {
    live();
    socket().open();
    socket().closes(4403);
    vi.advanceTimersByTime(60_000);
    expect(FakeSocket.opened).toHaveLength(1);
    expect(statuses.at(-1)).toEqual({ state: 'ended', code: 4403, withdrawn: false });
  });

  test('puts the camera out the moment consent is withdrawn', () => {
    live();
    socket().open();
    socket().says(READY);
    socket().says({ type: 'withdrawn', choices: [] });
    expect(video.srcObject.track.stopped).toBe(true);
    playOneFrame();
    expect(socket().frames).toHaveLength(0);
    socket().closes(4409);
    expect(statuses.at(-1)).toEqual({ state: 'ended', code: 4409, withdrawn: true });
  });

  test('stops once: says goodbye, releases the camera, sends nothing more', () => {
    const session = live();
    socket().open();
    socket().says(READY);
    session.stop();
    session.stop();
    expect(socket().messages.filter(message => message.type === 'bye')).toHaveLength(1);
    expect(video.srcObject.track.stopped).toBe(true);
    expect(statuses.filter(status => status.state === 'ended')).toHaveLength(1);
  });
});

describe('when somebody else sits down', () => {
  function withANewcomer(listener: LiveListener = {}): AttuneLive {
    const session = live(listener);
    socket().open();
    socket().says(READY);
    socket().says({ type: 'person', who: 'another', atMs: 0, answerWithinMs: 60_000 });
    return session;
  }

  test('the person may say that they are still there', () => {
    withANewcomer().person();
    expect(socket().messages.at(-1)).toEqual({ type: 'person', receiptId: 'r' });
  });

  test('somebody who agreed takes over, also when the connection is made again', () => {
    const session = withANewcomer();
    session.person({ receiptId: 'theirs', personal: '#p' });
    expect(socket().messages.at(-1)).toEqual({ type: 'person', receiptId: 'theirs', personal: '#p' });
    socket().says(READY);
    socket().closes(1006);
    vi.advanceTimersByTime(1000);
    socket().open();
    expect(socket().messages[0]).toMatchObject({ type: 'hello', receiptId: 'theirs', personal: '#p' });
  });

  test('a lost connection does not come back under the consent of whoever left', () => {
    withANewcomer();
    socket().closes(1006);
    vi.advanceTimersByTime(60_000);
    expect(FakeSocket.opened).toHaveLength(1);
    expect(statuses.at(-1)).toEqual({ state: 'ended', code: 4410, withdrawn: false });
    expect(video.srcObject.track.stopped).toBe(true);
  });

  test('it comes back as ever once whoever agreed is there again', () => {
    withANewcomer();
    socket().says({ type: 'person', who: 'agreed', atMs: 900 });
    socket().closes(1006);
    expect(statuses.at(-1)).toEqual({ state: 'reconnecting', attempt: 1 });
  });

  test('it comes back for whoever answered just before the connection was lost', () => {
    withANewcomer().person({ receiptId: 'theirs' });
    socket().closes(1006);
    vi.advanceTimersByTime(1000);
    socket().open();
    expect(socket().messages[0]).toMatchObject({ type: 'hello', receiptId: 'theirs' });
  });

  test('an answer counts for one newcomer only', () => {
    withANewcomer().person();
    socket().says({ type: 'person', who: 'agreed', atMs: 900 });
    socket().says({ type: 'person', who: 'another', atMs: 1900, answerWithinMs: 60_000 });
    socket().closes(1006);
    expect(statuses.at(-1)).toEqual({ state: 'ended', code: 4410, withdrawn: false });
  });

  test('a receipt that is refused is told, ends the session and gives the camera back', () => {
    const told: string[] = [];
    withANewcomer({ message: message => message.type === 'error' && told.push(message.message) }).person({
      receiptId: 'of-nobody',
    });
    socket().says({ type: 'error', code: 'unauthorized', message: 'The number of a receipt does not show it.' });
    socket().closes(4401);
    expect(told).toEqual(['The number of a receipt does not show it.']);
    expect(statuses.at(-1)).toEqual({ state: 'ended', code: 4401, withdrawn: false });
    expect(video.srcObject.track.stopped).toBe(true);
  });

  test('an answer after the end is refused, not lost', () => {
    const session = withANewcomer();
    socket().closes(4410);
    expect(() => session.person()).toThrow('The session has ended.');
  });

  test('no sound of theirs is sent until whoever agreed is back', async () => {
    let hear = () => undefined as void;
    vi.stubGlobal(
      'AudioContext',
      class {
        readonly audioWorklet = { addModule: async () => undefined };
        createMediaStreamSource = () => ({ connect: () => undefined });
        resume = async () => undefined;
        close = async () => undefined;
      },
    );
    vi.stubGlobal(
      'AudioWorkletNode',
      class {
        port: { onmessage?: (event: { data: ArrayBuffer }) => void } = {};
        constructor() {
          hear = () => this.port.onmessage?.({ data: new ArrayBuffer(3200) });
        }
      },
    );
    live({}, new FakeStream() as unknown as MediaStream);
    socket().open();
    socket().says({ ...READY, modalities: ['face', 'voice'] });
    await vi.advanceTimersByTimeAsync(0);
    hear();
    expect(socket().frames).toHaveLength(1);
    socket().says({ type: 'person', who: 'another', atMs: 0, answerWithinMs: 60_000 });
    hear();
    expect(socket().frames).toHaveLength(1);
    socket().says({ type: 'person', who: 'agreed', atMs: 900 });
    hear();
    expect(socket().frames).toHaveLength(2);
  });

  test('the end that nobody answered is final', () => {
    withANewcomer();
    socket().closes(4410);
    expect(statuses.at(-1)).toEqual({ state: 'ended', code: 4410, withdrawn: false });
  });
});

describe('a calibration of the gaze', () => {
  const point = { x: 64, y: 48, fromMs: 100, toMs: 900 };
  const request: CalibrationRequest = {
    points: [point],
    validation: [point],
    viewport: { width: 1280, height: 800 },
  };

  function ready(): AttuneLive {
    const session = live();
    socket().open();
    socket().says(READY);
    return session;
  }

  test('is sent as one message and answered with its error', async () => {
    const calibrated = ready().calibrate(request);
    expect(socket().messages.at(-1)).toEqual({ type: 'calibration', ...request });
    socket().says({
      type: 'calibrated',
      errorPx: 92,
      errorDegrees: 2.4,
      validationPoints: 4,
      refusedBelowPx: 184,
    });
    await expect(calibrated).resolves.toMatchObject({ errorPx: 92, refusedBelowPx: 184 });
  });

  test('that came to nothing says why and what to try, and the session goes on', async () => {
    const calibrated = ready().calibrate(request);
    socket().says({
      type: 'error',
      code: 'calibration-failed',
      message: 'Point 3 was seen in 2 frames.',
      hint: 'Maybe look at each point until it moves on.',
    });
    await expect(calibrated).rejects.toMatchObject({
      reason: 'refused',
      message: 'Point 3 was seen in 2 frames.',
      hint: 'Maybe look at each point until it moves on.',
    });
    expect(statuses.at(-1)).toEqual({ state: 'measuring' });
  });

  test('does not wait for ever, nor on a lost connection, nor without a session', async () => {
    const session = ready();
    const silent = session.calibrate(request);
    silent.catch(() => undefined);
    vi.advanceTimersByTime(60_000);
    await expect(silent).rejects.toMatchObject({ reason: 'no-answer' });
    const cut = session.calibrate(request);
    socket().closes(1006);
    await expect(cut).rejects.toMatchObject({ reason: 'disconnected' });
    await expect(session.calibrate(request)).rejects.toMatchObject({ reason: 'disconnected' });
  });

  test('names its stretches on the clock of the pictures', async () => {
    const session = ready();
    playOneFrame();
    const before = session.mediaTimeMs();
    playOneFrame();
    const bytes = new DataView(await socket().frames.at(-1)!.arrayBuffer());
    const pictureAtMs = Number(bytes.getBigUint64(8)) / 1000;
    expect(before).toBeCloseTo(50, 1);
    expect(pictureAtMs).toBeGreaterThan(before);
    expect(session.mediaTimeMs()).toBeGreaterThanOrEqual(pictureAtMs);
  });
});
