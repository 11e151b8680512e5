import { expect, test } from 'vitest';
import { areaAt, judged, visible } from './areas';

const SHOP = { id: 'shop', left: 700, top: 100, width: 400, height: 600 };
const PRICE = { id: 'price', left: 720, top: 200, width: 120, height: 40 };

test('an area below twice the gaze error is refused', () => {
  expect(judged([SHOP, PRICE], 180).map(({ id, shorterPx, usable }) => [id, shorterPx, usable])).toEqual([
    ['shop', 400, true],
    ['price', 40, false],
  ]);
});

test('a refused area is never said to be looked at', () => {
  const on = { x: 750, y: 220 };
  expect(areaAt(on, judged([SHOP, PRICE], 180))?.id).toBe('shop');
  expect(areaAt(on, judged([SHOP, PRICE], 30))?.id).toBe('price');
  expect(areaAt(on, judged([SHOP, PRICE], 5000))).toBeNull();
  expect(areaAt({ x: 10, y: 10 }, judged([SHOP], 30))).toBeNull();
});

test('only what is visible of an area counts', () => {
  const half = { id: 'shop', left: 900, top: -50, right: 1400, bottom: 150 };
  expect(visible(half, 1000, 800)).toEqual({ id: 'shop', left: 900, top: 0, width: 100, height: 150 });
  expect(visible({ ...half, left: 1100 }, 1000, 800)).toBeNull();
});
