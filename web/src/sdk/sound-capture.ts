import { frameHeader } from './frame-header';

const RATE_HZ = 16_000;
const CHUNK_MICROS = 100_000; // as sound-worklet.js cuts it
const WORKLET = '/sound-worklet.js';

/** Further apart than this, the count of samples and the pictures' clock are brought together again. */
const DRIFT_MICROS = 300_000;

/**
 * Takes the sound of a microphone in stretches of 0.1 s, on the clock of the pictures. Times are counted in samples, so
 * that stretches follow each other exactly; where the page could not listen for a while, a gap is left.
 */
export class SoundCapture {
  readonly #stream: MediaStream;
  readonly #nowMicros: () => number;
  readonly #take: (message: Blob) => void;
  #context: AudioContext | null = null;
  #nextMicros: number | null = null;
  #sequence = 0;
  #stopped = false;

  /** @param nowMicros the media time of this moment */
  constructor(stream: MediaStream, nowMicros: () => number, take: (message: Blob) => void) {
    this.#stream = stream;
    this.#nowMicros = nowMicros;
    this.#take = take;
  }

  /** Rejects where the browser cannot do it; the pictures go on without sound. */
  async start(): Promise<void> {
    if (this.#stopped || this.#context) return;
    const context = new AudioContext({ sampleRate: RATE_HZ }); // the browser resamples the microphone
    this.#context = context;
    await context.audioWorklet.addModule(WORKLET);
    if (this.#stopped) return;
    const worklet = new AudioWorkletNode(context, 'sound-chunks', {
      numberOfOutputs: 0,
      channelCount: 1,
      channelCountMode: 'explicit',
    });
    worklet.port.onmessage = event => this.#chunk(event.data as ArrayBuffer);
    context.createMediaStreamSource(this.#stream).connect(worklet);
    await context.resume();
  }

  /** Stops listening and gives the microphone back. */
  stop(): void {
    this.#stopped = true;
    for (const track of this.#stream.getTracks()) track.stop();
    void this.#context?.close();
    this.#context = null;
  }

  #chunk(samples: ArrayBuffer): void {
    if (this.#stopped) return;
    const began = Math.max(0, this.#nowMicros() - CHUNK_MICROS);
    const counted = this.#nextMicros;
    const atMicros =
      counted !== null && Math.abs(began - counted) < DRIFT_MICROS ? counted : Math.max(began, counted ?? 0);
    this.#nextMicros = atMicros + CHUNK_MICROS;
    this.#take(new Blob([frameHeader(this.#sequence++, atMicros, 'audio/L16'), samples]));
  }
}
