import { expect, test } from 'vitest';
import { offsetOf } from './segments';

test('a fault is found by line and column', () => {
  const text = 'readings > 3.0\n&& valance < 0.0';
  expect(text.slice(offsetOf(text, { line: 2, column: 4, kind: 'OTHER', message: '' }))).toBe('valance < 0.0');
  expect(offsetOf('short', { line: 9, column: 9, kind: 'OTHER', message: '' })).toBe(5);
});
