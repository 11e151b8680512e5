import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { AttuneLive, type LiveStatus } from './attune-live';
import type { ReadyMessage, ServerMessage } from './messages';

/** Stands in for the browser's socket: keeps what was sent, and says what the test lets the server say. */
class FakeSocket {
  static readonly OPEN = 1;
  static opened: FakeSocket[] = [];
  readyState = 0;
  bufferedAmount = 0;
  readonly sent: (string | Blob)[] = [];
  onopen: (() => void) | null = null;
  onmessage: ((event: { data: unknown }) => void) | null = null;
  onclose: ((event: { code: number }) => void) | null = null;
  readonly address: string;
  readonly protocol: string;

  constructor(address: URL, protocol: string) {
    this.address = String(address);
    this.protocol = protocol;
    FakeSocket.opened.push(this);
  }

  open(): void {
    this.readyState = FakeSocket.OPEN;
    this.onopen?.();
  }

  says(message: Partial<ServerMessage>): void {
    this.onmessage?.({ data: JSON.stringify(message) });
  }

  closes(code: number): void {
    this.readyState = 3;
    this.onclose?.({ code });
  }

  send(data: string | Blob): void {
    this.sent.push(data);
  }

  close(): void {
    this.readyState = 3;
  }

  get messages(): { type: string }[] {
    return this.sent.filter(data => typeof data === 'string').map(data => JSON.parse(data));
  }

  get frames(): Blob[] {
    return this.sent.filter(data => data instanceof Blob);
  }
}

class FakeStream {
  readonly track = { stopped: false, stop: () => (this.track.stopped = true) };
  getTracks() {
    return [this.track];
  }
}

const READY: ReadyMessage = {
  type: 'ready',
  sessionId: 's',
  maxFrameBytes: 2_000_000,
  modalities: ['face'],
  recommendedFps: 20,
  models: [],
};
const TICK_MS = 50; // one frame at 20 frames a second

let video: { paused: boolean; currentTime: number; srcObject: FakeStream; pause(): void };
let statuses: LiveStatus[];

beforeEach(() => {
  vi.useFakeTimers();
  FakeSocket.opened = [];
  statuses = [];
  const canvas = {
    getContext: () => ({ drawImage: () => undefined }),
    toBlob: (done: (blob: Blob) => void) => done(new Blob(['picture'])),
  };
  vi.stubGlobal('WebSocket', FakeSocket);
  vi.stubGlobal('MediaStream', FakeStream);
  vi.stubGlobal('HTMLMediaElement', { HAVE_CURRENT_DATA: 2 });
  vi.stubGlobal('location', { href: 'https://attune.example/live' });
  vi.stubGlobal('document', {
    visibilityState: 'visible',
    createElement: () => canvas,
    addEventListener: () => undefined,
    removeEventListener: () => undefined,
  });
  video = {
    paused: false,
    currentTime: 0,
    srcObject: new FakeStream(),
    pause() {
      this.paused = true;
    },
  };
  Object.assign(video, { readyState: 4, videoWidth: 1280, videoHeight: 720 });
});

afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

function live(): AttuneLive {
  const session = new AttuneLive({
    key: 'pk_1',
    hello: { receiptId: 'r', purpose: 'personalization', source: 'webcam', language: 'en', page: { kind: 'list' } },
    video: video as unknown as HTMLVideoElement,
    listener: { status: status => statuses.push(status) },
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
