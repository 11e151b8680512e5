import { expect, test } from 'vitest';
import { offsetOf } from './segments';

test('a fault is found by line and column', () => {
  const text = 'readings > 3.0\n&& valance < 0.0';
  expect(text.slice(offsetOf(text, { line: 2, column: 4, message: '' }))).toBe('valance < 0.0');
  expect(offsetOf('short', { line: 9, column: 9, message: '' })).toBe(5);
});
