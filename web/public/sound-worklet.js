// Runs beside the audio thread: hands on 0.1 s of sound at a time as 16-bit samples, and keeps none.
const CHUNK = 1600;

class SoundChunks extends AudioWorkletProcessor {
  #chunk = new Int16Array(CHUNK);
  #filled = 0;

  process([input]) {
    const samples = input?.[0];
    if (!samples) return true; // the microphone is not there yet
    for (const sample of samples) {
      this.#chunk[this.#filled++] = Math.max(-32768, Math.min(32767, Math.round(sample * 32768)));
      if (this.#filled < CHUNK) continue;
      this.port.postMessage(this.#chunk.buffer, [this.#chunk.buffer]);
      this.#chunk = new Int16Array(CHUNK);
      this.#filled = 0;
    }
    return true;
  }
}

registerProcessor('sound-chunks', SoundChunks);
