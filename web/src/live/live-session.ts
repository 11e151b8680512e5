import { AttuneLive, CalibrationFailed, stopTracks, type LiveStatus } from '../sdk/attune-live';
import {
  CloseCode,
  isPassing,
  isSeen,
  PassingError,
  type AffectMessage,
  type CalibrationRequest,
  type DecisionEndedMessage,
  type DecisionMessage,
  type ErrorMessage,
  type Facts,
  type MomentMessage,
  type Page,
  type PulseMessage,
  type StreamMessage,
  type ReadyMessage,
  type ServerMessage,
  type SpottingMessage,
  type StatsMessage,
  type Verdict,
  type WordsMessage,
} from '../sdk/messages';
import { AffectHistory } from './affect-history';
import { NO_VOICE, withVoice, type VoiceState } from './voice';
import { withWords } from './words';

export type Source =
  { kind: 'webcam' } | { kind: 'recording'; file: File } | { kind: 'clip'; id: string; title: string; url: string };

/** Why a source could not be opened; each has its own message. */
export type SourceFailure = 'camera-denied' | 'camera-missing' | 'camera-busy' | 'not-playable';

/** Why nobody listens although the voice is allowed; each has its own message. */
export type MicrophoneTrouble = 'denied' | 'missing';

export type Phase =
  | { name: 'idle' }
  | { name: 'opening' }
  | { name: 'source-failed'; failure: SourceFailure }
  | { name: 'connecting' }
  | { name: 'measuring' }
  | { name: 'reconnecting'; attempt: number }
  | { name: 'ended'; code: number; withdrawn: boolean; message?: string };

export interface LiveDecision {
  decision: DecisionMessage;
  /** `performance.now()` when it arrived. */
  receivedAtMs: number;
  ended?: DecisionEndedMessage['reason'];
  verdict?: Verdict;
}

/** What the validation of the gaze calibration found, and for which window it holds. */
export interface Calibration {
  errorPx: number;
  errorDegrees: number;
  /** Areas of interest with a shorter side than this are refused. */
  refusedBelowPx: number;
  viewport: { width: number; height: number };
}

export interface LiveSnapshot {
  phase: Phase;
  source: Source | null;
  /** Whether a clip or recording waits until each of its pictures is read. */
  everyFrame: boolean;
  ready: ReadyMessage | null;
  stats: StatsMessage | null;
  /** Somebody else is before the camera, of whom nothing is read; an answer counts until then, `performance.now()`. */
  another: { untilMs: number } | null;
  /** Faces in the latest picture that are not read. */
  others: number;
  roundTripMs: number | null;
  /** Newest first, blinks left out. */
  moments: readonly MomentMessage[];
  blinks: { count: number; lastAtMs: number | null };
  pulse: PulseMessage | null;
  stream: StreamMessage | null;
  spotting: SpottingMessage | null;
  voice: VoiceState;
  /** What the visitor wrote and what was read in it, oldest first. */
  words: readonly WordsMessage[];
  /** Why the latest utterance was not read; null when it was. */
  wordsTrouble: 'another' | 'noConsent' | null;
  /** Null while somebody listens, or nobody was asked to. */
  microphone: MicrophoneTrouble | null;
  calibration: Calibration | null;
  /** Newest first. */
  decisions: readonly LiveDecision[];
  /** `performance.now()` when the visitor came to the page of the service they are on. */
  pageOpenedAtMs: number;
  /** Counts up about four times a second while frames come in, so that numbers can be read. */
  beat: number;
}

const NOTHING: LiveSnapshot = {
  phase: { name: 'idle' },
  source: null,
  everyFrame: false,
  ready: null,
  stats: null,
  another: null,
  others: 0,
  roundTripMs: null,
  moments: [],
  blinks: { count: 0, lastAtMs: null },
  pulse: null,
  stream: null,
  spotting: null,
  voice: NO_VOICE,
  words: [],
  wordsTrouble: null,
  microphone: null,
  calibration: null,
  decisions: [],
  pageOpenedAtMs: 0,
  beat: 0,
};

const BEAT_MS = 250;
const MOMENTS_KEPT = 100;

/**
 * The page's live session: owns the video and the connection, so that both outlive a change of page.
 * React reads `snapshot`; canvases read `history` and `latest` at their own pace.
 */
export class LiveSession {
  readonly video = createVideo();
  history = new AffectHistory();
  latest: AffectMessage | null = null;
  #snapshot = NOTHING;
  #live: AttuneLive | null = null;
  #objectUrl: string | null = null;
  #opening = 0;
  #lastBeat = 0;
  /** Why the server is about to end the session. */
  #lastWords: string | null = null;
  readonly #listeners = new Set<() => void>();

  readonly subscribe = (listener: () => void) => {
    this.#listeners.add(listener);
    return () => {
      this.#listeners.delete(listener);
    };
  };

  readonly snapshot = () => this.#snapshot;

  constructor() {
    // clips loop; a recording that has been seen to its end is over
    this.video.addEventListener('ended', () => this.#live?.stop());
  }

  /**
   * Opens the source, which for a webcam asks the visitor, and starts measuring under the given consent.
   *
   * @param consent `voice` also asks for the microphone; without one the page goes on with the camera
   */
  async start(
    source: Source,
    { voice = false, ...consent }: { receiptId: string; purpose: string; voice?: boolean },
    language: string,
    page: Page,
  ) {
    this.stop();
    const opening = ++this.#opening;
    this.history = new AffectHistory();
    this.latest = null;
    this.#lastWords = null;
    // who brings a recording wants what is in it; a clip stands in for a camera
    const everyFrame = source.kind === 'recording';
    const { pageOpenedAtMs } = this.#snapshot;
    this.#snapshot = { ...NOTHING, phase: { name: 'opening' }, source, everyFrame, pageOpenedAtMs };
    this.#notify();
    const failure = await this.#open(source);
    if (opening !== this.#opening) return;
    if (failure) {
      this.#update({ phase: { name: 'source-failed', failure } });
      return;
    }
    const microphone = voice && source.kind === 'webcam' ? await openMicrophone() : null;
    if (opening !== this.#opening) {
      if (microphone instanceof MediaStream) microphone.getTracks().forEach(track => track.stop());
      return;
    }
    if (typeof microphone === 'string') this.#update({ microphone });
    this.#live = new AttuneLive({
      hello: { ...consent, source: source.kind, language, page },
      video: this.video,
      everyFrame,
      ...(microphone instanceof MediaStream ? { microphone } : {}),
      listener: {
        status: status => this.#onStatus(status),
        message: (message, receivedAtMs) => this.#onMessage(message, receivedAtMs),
        roundTrip: milliseconds => {
          // smoothed for reading only
          const before = this.#snapshot.roundTripMs ?? milliseconds;
          this.#snapshot = { ...this.#snapshot, roundTripMs: before + 0.1 * (milliseconds - before) };
        },
      },
    });
    this.#live.start();
  }

  /** Reads every frame of the clip or recording, as slowly as it takes, or as many as real time allows. */
  readEveryFrame(everyFrame: boolean): void {
    if (this.#live) this.#live.everyFrame = everyFrame;
    this.#update({ everyFrame });
  }

  /** The visitor came to another page of the service. */
  turnedPage(): void {
    this.#update({ pageOpenedAtMs: performance.now() });
  }

  page(page: Page, facts: Facts): void {
    this.#live?.page(page, facts);
  }

  /** What the visitor wrote; needs consent to the words. */
  utter(text: string): void {
    this.#live?.utter(text);
  }

  /** The visitor says that it is still they who are before the camera. */
  stillThere(): void {
    this.#live?.person();
  }

  feedback(decisionId: string, verdict: Verdict): void {
    this.#live?.feedback(decisionId, verdict);
    this.#update({
      decisions: this.#snapshot.decisions.map(entry =>
        entry.decision.id === decisionId
          ? { ...entry, verdict, ...(verdict === 'undo' ? { ended: 'undone' as const } : {}) }
          : entry,
      ),
    });
  }

  /** The media time of the picture shown now. */
  mediaTimeMs(): number {
    return this.#live?.mediaTimeMs() ?? 0;
  }

  /** @throws {CalibrationFailed} by rejecting */
  async calibrate(request: CalibrationRequest): Promise<Calibration> {
    if (!this.#live) throw new CalibrationFailed('disconnected', 'there is no session to calibrate');
    const { errorPx, errorDegrees, refusedBelowPx } = await this.#live.calibrate(request);
    const calibration = { errorPx, errorDegrees, refusedBelowPx, viewport: request.viewport };
    this.#update({ calibration });
    return calibration;
  }

  /** The lights of camera and microphone go out now; the connection stays, so that the server can confirm a withdrawal. */
  release(): void {
    this.#opening++;
    if (this.#live) this.#live.release();
    else stopTracks(this.video);
  }

  /** Ends the session and releases camera and recording. */
  stop(): void {
    this.release();
    if (this.#live) this.#live.stop();
    else if (this.#snapshot.phase.name === 'opening')
      this.#update({ phase: { name: 'ended', code: CloseCode.Ended, withdrawn: false } });
    this.#live = null;
    this.video.srcObject = null;
    this.video.removeAttribute('src');
    this.video.load();
    if (this.#objectUrl) URL.revokeObjectURL(this.#objectUrl);
    this.#objectUrl = null;
  }

  /** Back to the choice of a source. */
  reset(): void {
    this.stop();
    this.#update({ ...NOTHING, pageOpenedAtMs: this.#snapshot.pageOpenedAtMs });
  }

  async #open(source: Source): Promise<SourceFailure | null> {
    const opening = this.#opening;
    try {
      if (source.kind === 'webcam') {
        const stream = await navigator.mediaDevices.getUserMedia({
          audio: false,
          video: { width: { ideal: 640 }, height: { ideal: 480 }, frameRate: { ideal: 30 }, facingMode: 'user' },
        });
        if (opening !== this.#opening) {
          // stopped while the browser was still asking
          stream.getTracks().forEach(track => track.stop());
          return null;
        }
        this.video.srcObject = stream;
      } else {
        if (source.kind === 'recording') this.#objectUrl = URL.createObjectURL(source.file);
        this.video.src = source.kind === 'clip' ? source.url : this.#objectUrl!;
        this.video.loop = source.kind === 'clip';
      }
      await this.video.play();
      return null;
    } catch (cause) {
      // another source was chosen meanwhile, which turned this one down; the video is already its own
      if (opening !== this.#opening) return null;
      stopTracks(this.video);
      return sourceFailure(source, cause);
    }
  }

  #onStatus(status: LiveStatus): void {
    switch (status.state) {
      case 'connecting':
        this.#update({ phase: { name: 'connecting' } });
        break;
      case 'measuring':
        this.#update({ phase: { name: 'measuring' } });
        break;
      case 'reconnecting':
        this.#update({ phase: { name: 'reconnecting', attempt: status.attempt } });
        break;
      case 'ended':
        this.#update({
          another: null,
          others: 0,
          phase: {
            name: 'ended',
            code: status.code,
            withdrawn: status.withdrawn,
            ...(this.#lastWords === null ? {} : { message: this.#lastWords }),
          },
          decisions: this.#snapshot.decisions.map(entry => ({ ...entry, ended: entry.ended ?? 'session-ended' })),
        });
        break;
    }
  }

  #onMessage(message: ServerMessage, receivedAtMs: number): void {
    switch (message.type) {
      case 'affect':
        if (!isSeen(message)) break; // the voice panel tells it
        this.latest = message;
        this.history.add(message);
        if (receivedAtMs - this.#lastBeat >= BEAT_MS) {
          this.#lastBeat = receivedAtMs;
          this.#update({ beat: this.#snapshot.beat + 1, others: message.others ?? 0 });
        }
        break;
      case 'ready':
        this.#lastWords = null;
        // it has played while the connection was made
        if (!this.#snapshot.ready && this.#snapshot.everyFrame) this.video.currentTime = 0;
        // the server starts every connection without a calibration and without a pulse
        this.#update({
          ready: message,
          another: null,
          others: 0,
          calibration: null,
          pulse: null,
          stream: null,
          spotting: null,
          voice: NO_VOICE,
        });
        break;
      case 'speech':
      case 'voice':
        if (this.#snapshot.another) break; // on its way when somebody else sat down
        this.#update({ voice: withVoice(this.#snapshot.voice, message) });
        break;
      case 'words':
        this.#update({ words: withWords(this.#snapshot.words, message), wordsTrouble: null });
        break;
      case 'pulse':
        if (message.trackId === (this.history.trackId ?? message.trackId)) this.#update({ pulse: message });
        break;
      case 'stream':
        this.#update({ stream: message });
        break;
      case 'spotting':
        if (message.trackId === (this.history.trackId ?? message.trackId)) this.#update({ spotting: message });
        break;
      case 'stats':
        this.#update({ stats: message });
        break;
      case 'moment':
        if (message.kind === 'blink')
          this.#update({ blinks: { count: this.#snapshot.blinks.count + 1, lastAtMs: message.apexMs } });
        else this.#update({ moments: [message, ...this.#snapshot.moments].slice(0, MOMENTS_KEPT) });
        break;
      case 'decision':
        this.#update({ decisions: [{ decision: message, receivedAtMs }, ...this.#snapshot.decisions] });
        break;
      case 'decisionEnded':
        this.#update({
          decisions: this.#snapshot.decisions.map(entry =>
            entry.decision.id === message.id ? { ...entry, ended: message.reason } : entry,
          ),
        });
        break;
      case 'error':
        if (message.code === PassingError.WordsRefused)
          this.#update({ wordsTrouble: this.#snapshot.another ? 'another' : 'noConsent' });
        if (!isPassing(message)) this.#lastWords = toldBy(message);
        break;
      case 'person':
        this.#update({
          another:
            message.who === 'another' ? { untilMs: performance.now() + (message.answerWithinMs ?? Infinity) } : null,
          // nobody is read now, nor was anybody until whoever agreed is back
          voice: NO_VOICE,
          pulse: null,
          stream: null,
        });
        break;
      case 'calibrated': // answered where it was asked
      case 'withdrawn':
        break;
    }
  }

  #update(change: Partial<LiveSnapshot>): void {
    this.#snapshot = { ...this.#snapshot, ...change };
    this.#notify();
  }

  #notify(): void {
    for (const listener of this.#listeners) listener();
  }
}

function toldBy(error: ErrorMessage): string {
  return [error.message, error.hint].filter(Boolean).join(' ');
}

function createVideo(): HTMLVideoElement {
  const video = document.createElement('video');
  video.muted = true;
  video.playsInline = true;
  return video;
}

function sourceFailure(source: Source, cause: unknown): SourceFailure {
  if (source.kind !== 'webcam') return 'not-playable';
  const name = cause instanceof DOMException ? cause.name : '';
  if (name === 'NotAllowedError' || name === 'SecurityError') return 'camera-denied';
  return name === 'NotReadableError' ? 'camera-busy' : 'camera-missing';
}

async function openMicrophone(): Promise<MediaStream | MicrophoneTrouble> {
  try {
    // what makes a call pleasant also levels what is to be read
    const audio = { channelCount: 1, echoCancellation: true, autoGainControl: false, noiseSuppression: false };
    return await navigator.mediaDevices.getUserMedia({ audio, video: false });
  } catch (cause) {
    return cause instanceof DOMException && cause.name === 'NotAllowedError' ? 'denied' : 'missing';
  }
}
