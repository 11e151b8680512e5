import type { MessageKey, Translator } from '../i18n/translator';
import { CloseCode } from '../sdk/messages';

const MEANINGS: Record<(typeof CloseCode)[keyof typeof CloseCode], MessageKey> = {
  [CloseCode.Ended]: 'live.ended.finished',
  [CloseCode.Malformed]: 'live.ended.malformed',
  [CloseCode.NotSignedIn]: 'live.ended.notSignedIn',
  [CloseCode.NoConsent]: 'live.ended.noConsent',
  [CloseCode.NoSuchCall]: 'live.ended.noSuchCall',
  [CloseCode.TimedOut]: 'live.ended.timedOut',
  [CloseCode.Withdrawn]: 'live.ended.withdrawn',
  [CloseCode.AnotherPerson]: 'live.ended.anotherPerson',
  [CloseCode.FrameTooLarge]: 'live.ended.tooLarge',
  [CloseCode.TooManySessions]: 'live.ended.tooMany',
  [CloseCode.AnalysisFailed]: 'live.ended.failed',
};

/** Of these only the server knows which of many things it was, or where its log tells. */
const NEEDS_DETAIL: ReadonlySet<number> = new Set([CloseCode.Malformed, CloseCode.AnalysisFailed]);

/** Why a session ended, for somebody who reads the page in its language; the server speaks English, to engineers. */
export function endedText(t: Translator, { code, message }: { code: number; message?: string }): string {
  const known: MessageKey | undefined = (MEANINGS as Partial<Record<number, MessageKey>>)[code];
  const meaning = known ? t.text(known) : t.text('live.ended.other', { code });
  const detail = message !== undefined && (!known || NEEDS_DETAIL.has(code));
  return detail ? `${meaning} ${t.text('error.answered', { message })}` : meaning;
}
