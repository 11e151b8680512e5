import { expect, test } from 'vitest';
import { MediaClock } from './media-clock';

test('media time follows the position of the video', () => {
  const clock = new MediaClock();
  expect([0, 0.04, 0.08].map(seconds => clock.at(seconds))).toEqual([0, 40_000, 80_000]);
});

test('a looping clip goes on instead of jumping back', () => {
  const clock = new MediaClock();
  clock.at(0);
  clock.at(6);
  expect(clock.at(0)).toBe(6_040_000);
  expect(clock.at(0.04)).toBe(6_080_000);
});

test('two frames never share a time', () => {
  const clock = new MediaClock();
  expect(clock.at(1)).toBe(1_000_000);
  expect(clock.at(1)).toBe(1_000_001);
});
