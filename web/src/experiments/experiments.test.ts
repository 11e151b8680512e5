import { describe, expect, test } from 'vitest';
import { groupsOf, pOf, scaleOf, type Day } from './experiments';

const day = (low: number | null, high: number | null): Day => ({
  until: '2026-01-01T00:00:00Z',
  arm: 'b',
  people: 1,
  lift: 0,
  low,
  high,
});

describe('the scale of the chart', () => {
  test('holds the settled intervals and zero', () => {
    const scale = scaleOf([day(-0.1, 0.3), day(0.02, 0.2), day(0.05, 0.15), day(0.05, 0.1)]);
    expect(scale.low).toBeLessThanOrEqual(0);
    expect(scale.high).toBeGreaterThan(0.2);
  });

  test('is not stretched by the first days, of which nothing is known', () => {
    const scale = scaleOf([day(-40, 60), day(-0.2, 0.2), day(-0.1, 0.1), day(-0.1, 0.1), day(-0.1, 0.1)]);
    expect(scale.high).toBeLessThan(1);
    expect(scale.low).toBeGreaterThan(-1);
  });

  test('is there before anything is known', () => {
    const scale = scaleOf([day(null, null), day(null, null)]);
    expect(scale.high).toBeGreaterThan(scale.low);
  });
});

test('groups are read as they are typed', () => {
  expect(groupsOf(' membership = basic, gold ; region=north,south;')).toEqual({
    membership: ['basic', 'gold'],
    region: ['north', 'south'],
  });
  expect(groupsOf('')).toEqual({});
});

test('a probability is never shown as nought', () => {
  const number = (value: number, digits: number) => value.toFixed(digits);
  expect(pOf(1e-7, number)).toBe('< 0.001');
  expect(pOf(0.0312, number)).toBe('0.031');
});
