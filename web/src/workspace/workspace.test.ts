import { expect, test } from 'vitest';
import { dots, type Point } from './workspace';

const point = (at: string, valence: number | null): Point => ({
  at,
  type: valence === null ? 'track:Order Completed' : 'affect:text',
  channel: 'chat',
  product: null,
  modality: 'text',
  valence,
  answer: null,
});

test('a timeline goes from left to right, from negative below to positive above', () => {
  const timeline = [
    point('2026-03-03T00:00:00Z', -1),
    point('2026-03-02T00:00:00Z', null),
    point('2026-03-02T00:00:00Z', 0),
    point('2026-03-01T00:00:00Z', 1),
  ];
  expect(dots(timeline).map(({ x, y }) => [x, y])).toEqual([
    [0, 1],
    [0.5, 0.5],
    [1, 0],
  ]);
});

test('one single reading stands in the middle and none is an empty picture', () => {
  expect(dots([point('2026-03-01T00:00:00Z', -0.5)]).map(({ x, y }) => [x, y])).toEqual([[0.5, 0.25]]);
  expect(dots([])).toEqual([]);
});
