import { expect, test } from 'vitest';
import { placement } from './face-overlay';

const picture = { width: 640, height: 480 };

test('a picture fills a canvas of the same shape', () => {
  const { place } = placement(picture, 320, 240, false);
  expect(place(640, 480)).toEqual([320, 240]);
});

test('a wider canvas leaves equal margins', () => {
  const { place, scale } = placement(picture, 1000, 480, false);
  expect(scale).toBe(1);
  expect(place(0, 0)).toEqual([180, 0]);
  expect(place(640, 0)).toEqual([820, 0]);
});

test('a mirror swaps left and right and nothing else', () => {
  const { place } = placement(picture, 640, 480, true);
  expect(place(100, 50)).toEqual([540, 50]);
});
