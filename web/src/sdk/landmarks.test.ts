import { expect, test } from 'vitest';
import { decodeLandmarks, LANDMARK_COUNT } from './landmarks';

function encoded(values: number[]): string {
  const view = new DataView(new ArrayBuffer(values.length * 2));
  values.forEach((value, i) => view.setInt16(2 * i, value, true));
  return btoa(String.fromCharCode(...new Uint8Array(view.buffer)));
}

test('landmarks arrive in tenths of a pixel and may lie outside the picture', () => {
  const values = new Array<number>(LANDMARK_COUNT * 2).fill(0);
  values[0] = 3204;
  values[1] = -15;
  values[955] = 4799;
  const points = decodeLandmarks(encoded(values));
  expect(points[0]).toBeCloseTo(320.4, 3);
  expect(points[1]).toBeCloseTo(-1.5, 3);
  expect(points[955]).toBeCloseTo(479.9, 3);
});

test('a cut-off list of landmarks is refused', () => {
  expect(() => decodeLandmarks(encoded([1, 2, 3]))).toThrow('got 6');
});
