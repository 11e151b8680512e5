import type { WordsMessage } from '../sdk/messages';

/** Below this, either way, an utterance leans nowhere; as `number.polar-from` of the server's dictionary. */
const POLAR_FROM = 0.15;

/** How many utterances a page keeps. */
export const WORDS_KEPT = 50;

/** A sign for each way an utterance may lean. */
export const LEANS = { positive: '+', negative: '−', neutral: '○', unknown: '?' } as const;

export type Lean = keyof typeof LEANS;

export function lean({ polarity }: Pick<WordsMessage, 'polarity'>): Lean {
  if (polarity === null) return 'unknown';
  if (polarity >= POLAR_FROM) return 'positive';
  return polarity <= -POLAR_FROM ? 'negative' : 'neutral';
}

/** The latest utterances, oldest first. */
export function withWords(before: readonly WordsMessage[], said: WordsMessage): readonly WordsMessage[] {
  return [...before, said].slice(-WORDS_KEPT);
}
