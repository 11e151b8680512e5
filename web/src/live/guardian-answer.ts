import type { Consent } from '../sdk/consent';

/** What somebody answered for a minor: nothing yet, no to everything, or yes to something. */
export type GuardianAnswer = 'unanswered' | 'no' | 'yes';

/**
 * @param answeredAt null while nobody answered
 * @param choices as they stand now; until the answer all of them are no
 */
export function guardianAnswer(answeredAt: string | null, choices: Consent['choices']): GuardianAnswer {
  if (answeredAt === null) return 'unanswered';
  return choices.some(choice => choice.granted) ? 'yes' : 'no';
}
