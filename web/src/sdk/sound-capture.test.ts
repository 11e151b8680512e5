import { afterEach, expect, test, vi } from 'vitest';
import { FakeStream } from './fake-browser';
import { SoundCapture } from './sound-capture';

let open = 0;

class FakeAudioContext {
  readonly audioWorklet = { addModule: async () => undefined };
  constructor() {
    open++;
  }
  createMediaStreamSource() {
    return { connect: () => undefined };
  }
  async resume() {}
  async close() {
    open--;
  }
}

afterEach(() => {
  vi.unstubAllGlobals();
  open = 0;
});

test('a microphone that was given back is not listened to by the next connection', async () => {
  vi.stubGlobal('AudioContext', FakeAudioContext);
  vi.stubGlobal(
    'AudioWorkletNode',
    class {
      port = {};
    },
  );
  const stream = new FakeStream();
  const sound = new SoundCapture(
    stream as unknown as MediaStream,
    () => 0,
    () => undefined,
  );
  await sound.start();
  expect(open).toBe(1);

  sound.stop();
  await sound.start();

  expect(stream.track.stopped).toBe(true);
  expect(open).toBe(0);
});
