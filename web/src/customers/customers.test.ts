import { expect, test } from 'vitest';
import { inOneLine, kindOf, leaning, thing } from './customers';

test('a valence near nothing leans nowhere', () => {
  expect([-0.5, -0.1, 0, 0.1, 0.5].map(leaning)).toEqual(['negative', 'neutral', 'neutral', 'neutral', 'positive']);
});

test('what an attitude is to is split at the first colon only', () => {
  expect(thing('product:kettle:red')).toEqual({ kind: 'product', name: 'kettle:red' });
  expect(kindOf('track:Order Returned')).toEqual({ kind: 'track', name: 'Order Returned' });
  expect(kindOf('page')).toEqual({ kind: 'page', name: '' });
});

test('an event is told in one line, without trees', () => {
  expect(inOneLine({ reason: 'leaks', price: 20, items: [1, 2], gone: null })).toBe('reason: leaks · price: 20');
});
