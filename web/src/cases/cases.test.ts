import { describe, expect, test } from 'vitest';
import { left, told } from './cases';

const NOW = Date.parse('2026-03-02T10:00:00Z');

describe('the time that is left', () => {
  test.each([
    ['2026-03-05T11:00:00Z', { over: false, unit: 'day', count: 3 }],
    ['2026-03-03T11:00:00Z', { over: false, unit: 'hour', count: 25 }],
    ['2026-03-02T10:59:30Z', { over: false, unit: 'minute', count: 59 }],
    ['2026-03-02T06:00:00Z', { over: true, unit: 'hour', count: 4 }],
  ])('until %s is told in the unit that fits', (dueAt, expected) => {
    expect(left(dueAt, NOW)).toEqual(expected);
  });
});

test('a detail that is no text is not shown as one', () => {
  const entry = { id: '1', at: '', kind: 'evidence', displayed: true, detail: { reason: 'late', strength: 0.8 } };
  expect([told(entry, 'reason'), told(entry, 'strength'), told(entry, 'none')]).toEqual(['late', '', '']);
});
