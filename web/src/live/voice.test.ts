import { describe, expect, test } from 'vitest';
import type { VoiceMessage } from '../sdk/messages';
import { NO_VOICE, withVoice } from './voice';

const reading = (toMs: number): VoiceMessage => ({
  type: 'voice',
  fromMs: toMs - 1000,
  toMs,
  last: false,
  latencyMs: 20,
  arousal: { value: 0.2, confidence: 0.7 },
  anger: { reason: 'not-enough-evidence' },
  valence: { reason: 'not-enough-evidence' },
  expression: { reason: 'not-enough-evidence' },
  prosody: {},
  baseline: 'population',
  quality: { score: 1, reasons: [] },
});

describe('what is known of a voice', () => {
  test('is who speaks, and the last minute', () => {
    let voice = withVoice(NO_VOICE, { type: 'speech', speaking: true, atMs: 100 });
    for (let second = 1; second <= 90; second++) voice = withVoice(voice, reading(1000 * second));
    expect(voice.speaking).toBe(true);
    expect(voice.readings).toHaveLength(60);
    expect(voice.readings[0]?.toMs).toBe(31_000);
    expect(withVoice(voice, { type: 'speech', speaking: false, atMs: 90_500 }).speaking).toBe(false);
  });

  test('begins anew with a new clock', () => {
    const before = withVoice(NO_VOICE, reading(500_000));
    expect(withVoice(before, reading(1000)).readings).toHaveLength(1);
  });
});
