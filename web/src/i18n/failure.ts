import { NO_ANSWER } from '../api/api';
import { asApiError } from '../api/useResource';
import type { MessageKey, Translator } from './translator';

/** Told by the name of its status; the rest is told by the server alone. */
const TOLD = [400, 401, 403, 404, 409, 413, 429, 500, 503] as const;
const BAD_REQUEST = 400;
const PROXY = [502, 504]; // something in front of the server got no answer from it

/**
 * What went wrong, for somebody who reads the page in its language. The server speaks English, so elsewhere its words
 * come second, behind what they mean.
 *
 * @param known what a status means in this place, where that is more than its name says
 */
export function failure(t: Translator, cause: unknown, known: Partial<Record<number, MessageKey>> = {}): string {
  const { status, message } = asApiError(cause);
  if (status === NO_ANSWER || PROXY.includes(status)) return t.text('error.noAnswer');
  const here = known[status];
  // of a bad request only the server knows which of many things it is
  if (here && status !== BAD_REQUEST) return t.text(here);
  const named = TOLD.find(each => each === status);
  const meaning = here ?? (named && t.language !== 'en' ? (`error.status.${named}` as const) : undefined);
  return meaning ? `${t.text(meaning)} ${t.text('error.answered', { message })}` : message;
}
