import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { countDown } from './count-down';

beforeEach(() => {
  vi.useFakeTimers();
});

afterEach(() => {
  vi.useRealTimers();
});

test('the seconds that are left are told each second by themselves, down to nothing', () => {
  const told: number[] = [];
  countDown(performance.now() + 3400, seconds => told.push(seconds));
  expect(told).toEqual([4]);
  vi.advanceTimersByTime(400);
  expect(told).toEqual([4, 3]);
  vi.advanceTimersByTime(10_000);
  expect(told).toEqual([4, 3, 2, 1, 0]);
});

test('nothing is told any more once it is stopped, and nothing less than zero', () => {
  const told: number[] = [];
  const stop = countDown(performance.now() + 2000, seconds => told.push(seconds));
  vi.advanceTimersByTime(1000);
  stop();
  vi.advanceTimersByTime(5000);
  expect(told).toEqual([2, 1]);
  countDown(performance.now() - 700, seconds => told.push(seconds));
  expect(told).toEqual([2, 1, 0]);
});
