import { expect, test } from 'vitest';
import { reconnectPauseMs } from './backoff';

test('pauses double and end at 15 seconds', () => {
  expect([0, 1, 2, 3, 9].map(attempt => reconnectPauseMs(attempt, 0))).toEqual([500, 1000, 2000, 4000, 15000]);
});

test('clients that lost the same server do not come back at the same moment', () => {
  expect(reconnectPauseMs(2, 1)).toBe(1333);
});
