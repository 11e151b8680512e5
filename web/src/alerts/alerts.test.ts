import { expect, test } from 'vitest';
import { judgementOf, listed } from './alerts';

test('what is written between commas is a list', () => {
  expect(listed(' a@x.org, ,b@x.org ')).toEqual(['a@x.org', 'b@x.org']);
  expect(listed(' ')).toEqual([]);
});

test('a detector is named by how it judges', () => {
  expect(judgementOf({ kind: 'fall', sensitivity: 'sure' })).toBe('sure');
  expect(judgementOf({ kind: 'share', windowHours: 24, share: 0.3, least: 20 })).toBe('share');
});
