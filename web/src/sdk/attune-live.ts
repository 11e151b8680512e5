import { reconnectPauseMs } from './backoff';
import { FrameCapture, type CapturedFrame } from './frame-capture';
import { frameHeader } from './frame-header';
import { SoundCapture } from './sound-capture';
import { InFlight } from './in-flight';
import {
  CloseCode,
  isSeen,
  parseServerMessage,
  PassingError,
  SUBPROTOCOL,
  type CalibratedMessage,
  type CalibrationRequest,
  type ClientMessage,
  type Facts,
  type Hello,
  type Page,
  type Person,
  type ServerMessage,
  type Verdict,
} from './messages';

const DEFAULT_FPS = 15; // until `ready` recommends one
// the server closes a session that is silent for 60 s; a paused recording sends no frames
const KEEP_ALIVE_MS = 20_000;
const MAX_BUFFERED_BYTES = 1 << 20;
// for the answer to a picture: a camera goes on without it, a video that waits gives up where an answer is not to come
const CAMERA_PATIENCE_MS = 2000;
const EVERY_FRAME_PATIENCE_MS = 15_000;
const CALIBRATION_PATIENCE_MS = 15_000;

export type LiveStatus =
  | { state: 'connecting' }
  | { state: 'measuring' }
  | { state: 'reconnecting'; attempt: number }
  | { state: 'ended'; code: number; withdrawn: boolean };

export interface LiveListener {
  status?(status: LiveStatus): void;
  message?(message: ServerMessage, receivedAtMs: number): void;
  /** Time from sending a frame to its answer. */
  roundTrip?(milliseconds: number): void;
}

export interface LiveOptions {
  /** The server's address, `https://…`; the page's own by default. */
  server?: string;
  /** An SDK key, `pk_…`; the console needs none. */
  key?: string;
  hello: Hello;
  video: HTMLVideoElement;
  /** Listened to once the server says that it may read the voice; given back when it may not. Needs the page's own server. */
  microphone?: MediaStream;
  /** The video waits until each of its pictures can be sent, however long that takes. For recordings, never a camera. */
  everyFrame?: boolean;
  listener: LiveListener;
}

/** Why a calibration came to nothing; the message is the server's, or says that there was no answer. */
export class CalibrationFailed extends Error {
  override readonly name = 'CalibrationFailed';
  readonly reason: 'refused' | 'no-answer' | 'disconnected';
  /** What to try, in the server's words. */
  readonly hint: string;

  constructor(reason: CalibrationFailed['reason'], message: string, hint = '') {
    super(message);
    this.reason = reason;
    this.hint = hint;
  }
}

/** Close codes after which another try would get the same answer. */
const FINAL: ReadonlySet<number> = new Set([
  CloseCode.Ended,
  CloseCode.Malformed,
  CloseCode.NotSignedIn,
  CloseCode.NoConsent,
  CloseCode.Withdrawn,
  CloseCode.AnotherPerson,
  CloseCode.FrameTooLarge,
  CloseCode.TooManySessions,
  CloseCode.AnalysisFailed,
]);

/**
 * One live session: says hello with a consent receipt, sends pictures of a playing video, hands back what the server
 * answers. Connects again by itself; stops the camera by itself when consent is withdrawn.
 */
export class AttuneLive {
  readonly #options: LiveOptions;
  readonly #inFlight = new InFlight();
  readonly #capture: FrameCapture;
  readonly #sound: SoundCapture | null;
  #socket: WebSocket | null = null;
  #page: Page;
  #facts: Facts = {};
  #ready = false;
  #ended = false;
  #withdrawn = false;
  #released = false;
  #person: Person;
  #another = false;
  /** Whether somebody said whose consent counts; the server has yet to agree. */
  #answered = false;
  #attempt = 0;
  #sequence = 0;
  #maxFrameBytes = Infinity;
  #retry: ReturnType<typeof setTimeout> | undefined;
  #keepAlive: ReturnType<typeof setInterval> | undefined;
  #calibrating: { settle(outcome: CalibratedMessage | CalibrationFailed): void } | null = null;
  readonly #onVisibility = () => {
    // a page in the background may have been closed by the server; do not let the visitor wait for the pause to end
    if (document.visibilityState === 'visible' && this.#retry !== undefined) this.#connect();
  };

  constructor(options: LiveOptions) {
    this.#options = options;
    this.#page = options.hello.page;
    this.#person = options.hello;
    this.#capture = new FrameCapture(
      options.video,
      () => this.#canSend(),
      frame => this.#sendFrame(frame),
    );
    this.everyFrame = options.everyFrame ?? false;
    this.#sound = options.microphone
      ? new SoundCapture(
          options.microphone,
          () => this.#capture.mediaTimeMicros(),
          message => this.#sendSound(message),
        )
      : null;
  }

  start(): void {
    document.addEventListener('visibilitychange', this.#onVisibility);
    this.#keepAlive = setInterval(() => this.#sendPage(), KEEP_ALIVE_MS);
    this.#options.listener.status?.({ state: 'connecting' });
    this.#connect();
  }

  set everyFrame(on: boolean) {
    this.#inFlight.patienceMs = on ? EVERY_FRAME_PATIENCE_MS : CAMERA_PATIENCE_MS;
    this.#capture.everyFrame = on;
  }

  /** Tells where the visitor is; facts are plain values that playbook rules may ask for. */
  page(page: Page, facts: Facts = {}): void {
    this.#page = page;
    this.#facts = facts;
    this.#sendPage();
  }

  feedback(decisionId: string, verdict: Verdict): void {
    this.#send({ type: 'feedback', decisionId, verdict });
  }

  /** What the visitor wrote, for example in a help chat; needs consent to the words. Answered by a `words` message. */
  utter(text: string): void {
    this.#send({ type: 'utterance', atMs: this.mediaTimeMs(), text });
  }

  /**
   * Tells who is before the camera after a `person` message said that it is somebody else: without an argument the
   * session's own person, who says so, else another with a consent of their own, for whom another session begins.
   * A receipt that is refused ends the session: an `error` message says why, then the status is `ended` with its code.
   *
   * @throws where the session has ended, so that nobody waits for an answer
   */
  person(person: Person = this.#person): void {
    if (this.#ended) throw new Error('The session has ended. Begin another for whoever is there.');
    this.#person = person;
    this.#answered = true;
    this.#send({ type: 'person', ...answerOf(person) });
  }

  /** The media time of the picture the video shows now: what `fromMs` and `toMs` of a calibration mean. */
  mediaTimeMs(): number {
    return this.#capture.mediaTimeMicros() / 1000;
  }

  /**
   * Teaches the server where on the screen this person looks; needs consent to gaze. The calibration lasts as long as
   * the connection.
   *
   * @throws {CalibrationFailed} by rejecting
   */
  calibrate(request: CalibrationRequest): Promise<CalibratedMessage> {
    this.#calibrating?.settle(new CalibrationFailed('no-answer', 'another calibration was started'));
    return new Promise((resolve, reject) => {
      if (!this.#ready) {
        reject(new CalibrationFailed('disconnected', 'there is no session to calibrate'));
        return;
      }
      const patience = setTimeout(
        () => this.#calibrating?.settle(new CalibrationFailed('no-answer', 'the server did not answer')),
        CALIBRATION_PATIENCE_MS,
      );
      this.#calibrating = {
        settle: outcome => {
          clearTimeout(patience);
          this.#calibrating = null;
          if (outcome instanceof CalibrationFailed) reject(outcome);
          else resolve(outcome);
        },
      };
      this.#send({ type: 'calibration', ...request });
    });
  }

  /**
   * Gives camera and microphone back and sends nothing of them any more; the connection stays, so that the server can
   * confirm a withdrawal. Safe to call twice.
   */
  release(): void {
    this.#released = true;
    this.#capture.stop();
    this.#sound?.stop();
    stopTracks(this.#options.video);
  }

  /** Ends the session and releases camera and microphone. Safe to call twice. */
  stop(): void {
    this.#send({ type: 'bye' });
    this.#end(CloseCode.Ended);
  }

  #connect(): void {
    clearTimeout(this.#retry);
    this.#retry = undefined;
    const address = new URL('/v1/live', this.#options.server ?? location.href);
    address.protocol = address.protocol === 'https:' ? 'wss:' : 'ws:';
    if (this.#options.key) address.searchParams.set('key', this.#options.key);
    const socket = new WebSocket(address, SUBPROTOCOL);
    this.#socket = socket;
    socket.onopen = () => {
      this.#send({ type: 'hello', ...this.#options.hello, ...answerOf(this.#person), page: this.#page });
    };
    socket.onmessage = event => {
      if (socket === this.#socket && typeof event.data === 'string') this.#receive(event.data);
    };
    socket.onclose = event => {
      if (socket === this.#socket) this.#closed(event.code);
    };
  }

  #receive(text: string): void {
    const message = parseServerMessage(text);
    if (!message) return;
    const now = performance.now();
    switch (message.type) {
      case 'ready':
        this.#ready = true;
        this.#another = false;
        this.#answered = false;
        this.#attempt = 0;
        this.#maxFrameBytes = message.maxFrameBytes;
        if (!this.#released) this.#capture.start(message.recommendedFps || DEFAULT_FPS);
        if (this.#sound) this.#listen(this.#sound, message.modalities.includes('voice'));
        this.#options.listener.status?.({ state: 'measuring' });
        this.#sendPage();
        break;
      case 'affect': {
        const roundTrip = isSeen(message) ? this.#inFlight.answered(message.sequence, now) : null;
        if (roundTrip !== null) this.#options.listener.roundTrip?.(roundTrip);
        break;
      }
      case 'withdrawn':
        this.#withdrawn = true;
        this.release();
        break;
      case 'person':
        this.#another = message.who === 'another';
        this.#answered = false;
        break;
      case 'calibrated':
        this.#calibrating?.settle(message);
        break;
      case 'error':
        if (message.code === PassingError.VoiceRefused) this.#sound?.stop();
        if (message.code === PassingError.CalibrationFailed)
          this.#calibrating?.settle(new CalibrationFailed('refused', message.message, message.hint));
        break;
      case 'speech':
      case 'voice':
      case 'words':
      case 'pulse':
      case 'stream':
      case 'spotting':
      case 'moment':
      case 'decision':
      case 'decisionEnded':
      case 'stats':
        break;
    }
    this.#options.listener.message?.(message, now);
  }

  #closed(code: number): void {
    this.#ready = false;
    this.#capture.stop();
    this.#inFlight.clear();
    this.#calibrating?.settle(new CalibrationFailed('disconnected', 'the connection was lost'));
    if (this.#ended) return;
    if (FINAL.has(code) || this.#withdrawn) {
      this.#end(code);
    } else if (this.#another && !this.#answered) {
      // another hello would claim that whoever is there agreed
      this.#end(CloseCode.AnotherPerson);
    } else {
      this.#options.listener.status?.({ state: 'reconnecting', attempt: this.#attempt + 1 });
      this.#retry = setTimeout(() => this.#connect(), reconnectPauseMs(this.#attempt++, Math.random()));
    }
  }

  #end(code: number): void {
    if (this.#ended) return;
    this.#ended = true;
    this.#ready = false;
    this.release();
    this.#calibrating?.settle(new CalibrationFailed('disconnected', 'the session has ended'));
    clearTimeout(this.#retry);
    clearInterval(this.#keepAlive);
    document.removeEventListener('visibilitychange', this.#onVisibility);
    this.#socket?.close(CloseCode.Ended);
    this.#options.listener.status?.({ state: 'ended', code, withdrawn: this.#withdrawn });
  }

  #canSend(): boolean {
    const socket = this.#socket;
    return (
      this.#ready &&
      socket !== null &&
      socket.readyState === WebSocket.OPEN &&
      socket.bufferedAmount < MAX_BUFFERED_BYTES &&
      document.visibilityState === 'visible' &&
      this.#inFlight.hasRoom(performance.now())
    );
  }

  #sendFrame({ picture, mediaTimeMicros }: CapturedFrame): void {
    if (!this.#canSend() || picture.size > this.#maxFrameBytes) return;
    const sequence = this.#sequence++;
    this.#inFlight.sent(sequence, performance.now());
    this.#socket?.send(new Blob([frameHeader(sequence, mediaTimeMicros, 'image/jpeg'), picture]));
  }

  #listen(sound: SoundCapture, allowed: boolean): void {
    if (allowed) sound.start().catch(() => sound.stop());
    else sound.stop();
  }

  /** A page in the background does not listen, nor does one with somebody before it who did not agree. */
  #sendSound(message: Blob): void {
    const socket = this.#socket;
    if (this.#another) return;
    if (!this.#ready || socket?.readyState !== WebSocket.OPEN || document.visibilityState !== 'visible') return;
    if (socket.bufferedAmount < MAX_BUFFERED_BYTES) socket.send(message);
  }

  #sendPage(): void {
    if (this.#ready) this.#send({ type: 'page', ...this.#page, facts: this.#facts });
  }

  #send(message: ClientMessage): void {
    if (this.#socket?.readyState === WebSocket.OPEN) this.#socket.send(JSON.stringify(message));
  }
}

function answerOf({ receiptId, personal }: Person): Person {
  return personal === undefined ? { receiptId } : { receiptId, personal };
}

/** Stops every track of the stream a video shows, so that the camera's light goes out; recordings just pause. */
export function stopTracks(video: HTMLVideoElement): void {
  video.pause();
  const stream = video.srcObject;
  if (stream instanceof MediaStream) for (const track of stream.getTracks()) track.stop();
}
