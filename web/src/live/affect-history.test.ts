import { describe, expect, test } from 'vitest';
import type { Affect, AffectMessage, Expression } from '../sdk/messages';
import { AffectHistory, gaps } from './affect-history';
import { headline } from './headline';

const NEUTRAL = { neutral: 1, joy: 0, surprise: 0, anger: 0, fear: 0, sadness: 0, disgust: 0, contempt: 0 };

function affect(expression: Expression, states: Affect['states'] = {}): Affect {
  return {
    trackId: 0,
    valence: { value: 0.2, confidence: 0.9 },
    arousal: { reason: 'not-enough-evidence' },
    expression,
    states,
    actionUnits: {},
    baseline: 'personal',
    quality: { score: 1, reasons: [] },
    delayMs: 250,
  };
}

function message(atMs: number, ...readings: Affect[]): AffectMessage {
  return {
    type: 'affect',
    sequence: 0,
    atMs,
    latencyMs: 20,
    picture: { width: 640, height: 480 },
    affect: readings,
    faces: readings.map(({ trackId }) => ({
      trackId,
      box: [0, 0, 100 + trackId, 100],
      presence: 1,
      landmarks: '',
      pose: { yaw: 0, pitch: 0, roll: 0 },
      quality: { score: 1, reasons: [] },
    })),
  };
}

function historyOf(...messages: AffectMessage[]): AffectHistory {
  const history = new AffectHistory();
  messages.forEach(each => history.add(each));
  return history;
}

describe('the history', () => {
  test('keeps one minute', () => {
    const history = historyOf(message(0, affect(NEUTRAL)), message(59_000, affect(NEUTRAL)));
    history.add(message(61_000, affect(NEUTRAL)));
    expect(history.samples.map(sample => sample.atMs)).toEqual([59_000, 61_000]);
  });

  test('a missing value is null, never zero', () => {
    const [sample] = historyOf(message(0, affect({ reason: 'occluded' }))).samples;
    expect(sample?.arousal).toBeNull();
    expect(sample?.emotions.joy).toBeNull();
    expect(sample?.missing).toBe('occluded');
  });

  test('counts coverage over all frames, those without a face included', () => {
    const history = historyOf(message(0, affect(NEUTRAL)), message(40), message(80), message(120, affect(NEUTRAL)));
    expect(history.coverage).toBe(0.5);
  });

  test('starts with the largest face and stays with that person', () => {
    const left = affect(NEUTRAL);
    const right = { ...affect(NEUTRAL), trackId: 7 };
    const history = historyOf(message(0, left, right));
    expect(history.trackId).toBe(7);
    history.add(message(40, { ...left, trackId: 90 }, right));
    expect(history.trackId).toBe(7);
  });

  test('begins anew when media time begins anew', () => {
    const history = historyOf(message(500, affect(NEUTRAL)), message(0, affect(NEUTRAL)));
    expect(history.samples).toHaveLength(1);
  });
});

test('a gap carries its reason and ends where measuring starts again', () => {
  const history = historyOf(message(0, affect(NEUTRAL)), message(40), message(80), message(120, affect(NEUTRAL)));
  expect(gaps(history.samples)).toEqual([{ fromMs: 40, toMs: 120, reason: 'no-face' }]);
});

describe('the headline', () => {
  const joyful = { ...NEUTRAL, neutral: 0.2, joy: 0.8 };

  test('waits before the first frame', () => expect(headline([])).toEqual({ kind: 'waiting' }));

  test('tells the leading expression and since when', () => {
    const history = historyOf(
      message(0, affect(NEUTRAL)),
      message(1000, affect(joyful)),
      message(3200, affect(joyful)),
    );
    expect(headline(history.samples)).toEqual({
      kind: 'displayed',
      name: 'joy',
      probability: 0.8,
      forMs: 2200,
      baseline: 'personal',
    });
  });

  test('a likely state leads over a neutral face', () => {
    const confused = affect({ ...NEUTRAL, neutral: 0.9, joy: 0.1 }, { confusion: { value: 0.74, confidence: 0.6 } });
    expect(headline(historyOf(message(0, confused)).samples)).toMatchObject({ name: 'confusion', probability: 0.74 });
  });

  test('a clear expression leads over a state that accompanies it', () => {
    const interested = affect(joyful, { interest: { value: 0.99, confidence: 0.9 } });
    expect(headline(historyOf(message(0, interested)).samples)).toMatchObject({ name: 'joy', probability: 0.8 });
  });

  test('an unlikely or poorly supported state does not', () => {
    const doubtful = affect(NEUTRAL, {
      confusion: { value: 0.4, confidence: 0.9 },
      frustration: { value: 0.9, confidence: 0.1 },
    });
    expect(headline(historyOf(message(0, doubtful)).samples)).toMatchObject({ name: 'neutral' });
  });

  test('says why nothing can be read', () => {
    expect(headline(historyOf(message(0)).samples)).toEqual({ kind: 'not-measurable', reason: 'no-face' });
  });
});
