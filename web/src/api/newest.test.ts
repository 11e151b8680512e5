import { expect, test } from 'vitest';
import { Newest } from './newest';

test('only the newest question counts, whichever is answered first', () => {
  const questions = new Newest();
  const isNewest = questions.ask();
  expect(isNewest()).toBe(true);
  const isStillNewest = questions.ask();
  expect(isNewest()).toBe(false);
  expect(isStillNewest()).toBe(true);
});
