import { vi } from 'vitest';
import type { ServerMessage } from './messages';

/** Stands in for the browser's socket: keeps what was sent, and says what the test lets the server say. */
export class FakeSocket {
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

export class FakeStream {
  readonly track = { stopped: false, stop: () => (this.track.stopped = true) };
  getTracks() {
    return [this.track];
  }
}

export interface FakeVideo {
  paused: boolean;
  ended: boolean;
  playbackRate: number;
  currentTime: number;
  srcObject: FakeStream;
  pause(): void;
}

/** Puts just enough of a browser around a live session, with a camera that shows 1280 x 720; undo with `vi.unstubAllGlobals`. */
export function fakeBrowser(): FakeVideo {
  FakeSocket.opened = [];
  const video = {
    paused: false,
    ended: false,
    playbackRate: 1,
    currentTime: 0,
    srcObject: new FakeStream(),
    readyState: 4,
    videoWidth: 1280,
    videoHeight: 720,
    pause() {
      this.paused = true;
    },
    async play() {
      this.paused = false;
    },
    load: () => undefined,
    removeAttribute: () => undefined,
    addEventListener: () => undefined,
  };
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
    createElement: (tag: string) => (tag === 'video' ? video : canvas),
    addEventListener: () => undefined,
    removeEventListener: () => undefined,
  });
  return video;
}
