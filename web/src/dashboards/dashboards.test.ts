import { expect, test } from 'vitest';
import { question, runs } from './dashboards';

test('an address without a question asks for the month by product', () => {
  expect(question(new URLSearchParams()).query).toBe('days=30&by=product');
  expect(question(new URLSearchParams('days=9&by=mood')).query).toBe('days=30&by=product');
});

test('nothing is filtered by what it is taken apart by', () => {
  expect(question(new URLSearchParams('by=channel&filter=channel:chat')).query).toBe('days=30&by=channel');
  expect(question(new URLSearchParams('by=topic&filter=channel:chat')).query).toContain('filter=channel%3Achat');
});

test('a gap is no line', () => {
  const points = [0, 1, null, null, 2].map((y, x) => ({ x, y }));
  expect(runs(points).map(run => run.map(point => point.y))).toEqual([[0, 1], [2]]);
  expect(runs([{ x: 0, y: null }])).toEqual([]);
});

test('two filters stand in the address at once, a third and a second of one dimension do not', () => {
  const asked = question(
    new URLSearchParams('by=product&filter=channel:chat&filter=topic:delivery&filter=segment:churn'),
  );
  expect(asked.filters).toEqual({ channel: 'chat', topic: 'delivery' });
  expect(new URLSearchParams(asked.query).getAll('filter')).toEqual(['channel:chat', 'topic:delivery']);
});
