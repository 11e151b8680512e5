import { describe, expect, test } from 'vitest';
import { strongestSecond, waterfall, type ExplainedPart } from './explanation';

const part = (modality: string, effect: number): ExplainedPart => ({ modality, said: 0, weight: 0, effect, terms: [] });

describe('a waterfall', () => {
  test('starts each part where the one before ended, and ends at the sum', () => {
    const steps = waterfall([part('face', 0.5), part('voice', -0.75), part('text', 0.125)]);
    expect(steps.map(step => [step.from, step.to])).toEqual([
      [0, 0.5],
      [0.5, -0.25],
      [-0.25, -0.125],
    ]);
  });

  test('of nothing has no steps', () => expect(waterfall([])).toEqual([]));
});

describe('the second that is asked about first', () => {
  test('is the one furthest from 0, whatever its sign', () => {
    const seconds = [
      { atMs: 0, valence: 0.2, arousal: null },
      { atMs: 1000, valence: null, arousal: -0.6 },
      { atMs: 2000, valence: 0.5, arousal: 0.1 },
    ];
    expect(strongestSecond(seconds)).toBe(1000);
    expect(strongestSecond([])).toBe(0);
  });
});
