import { expect, test } from 'vitest';
import type { WordsMessage } from '../sdk/messages';
import { lean, withWords, WORDS_KEPT } from './words';

test.each([
  [0.4, 'positive'],
  [-0.4, 'negative'],
  [0.1, 'neutral'],
  [null, 'unknown'],
])('polarity %s leans %s', (polarity, expected) => {
  expect(lean({ polarity })).toBe(expected);
});

test('only the latest utterances stay, in their order', () => {
  let kept: readonly WordsMessage[] = [];
  for (let at = 0; at < WORDS_KEPT + 3; at++) kept = withWords(kept, { atMs: at } as WordsMessage);

  expect(kept).toHaveLength(WORDS_KEPT);
  expect(kept[0]!.atMs).toBe(3);
  expect(kept.at(-1)!.atMs).toBe(WORDS_KEPT + 2);
});
