import { describe, expect, test } from 'vitest';
import { guardianAnswer } from './guardian-answer';

const choice = (granted: boolean) => ({ purpose: 'personalization', modality: 'face', granted });

describe('the answer of a guardian', () => {
  test('is not a no while nobody answered, although nothing is granted', () => {
    expect(guardianAnswer(null, [choice(false)])).toBe('unanswered');
  });

  test('is a no where nothing is granted, and a yes where one thing is', () => {
    expect(guardianAnswer('2026-11-24T03:22:00Z', [choice(false), choice(false)])).toBe('no');
    expect(guardianAnswer('2026-11-24T03:22:00Z', [choice(false), choice(true)])).toBe('yes');
  });
});
