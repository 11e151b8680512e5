import { useCallback, useEffect, useRef, useState } from 'react';
import { outOfDate } from './out-of-date';
import { ApiError, lookAt, NO_ANSWER, send, type ReadingPurpose } from './api';

/** @property before what another address gave, while this one is read */
type Loading<T> = { state: 'loading'; before?: T };
/** @property outOfDateSince when it was answered, where a later look got no answer */
type Loaded<T> = { state: 'loaded'; value: T; outOfDateSince?: number };
type Answered<T> = Loaded<T> | { state: 'failed'; error: ApiError };

export type Resource<T> = Loading<T> | Answered<T>;

/**
 * An answer, the address that gave it, and when, `Date.now()`.
 *
 * @property asked counts the looks
 */
export interface Read<T> {
  path: string;
  asked: number;
  at: number;
  answer: Answered<T>;
}

const TIMED_OUT = 408;
const TOO_MANY = 429;
const SERVER_ERROR = 500;
/** What is out of date is asked for again after this long; a page that looks more often does so by itself. */
const ASK_AGAIN_MS = 10_000;

/**
 * Reads `path` when shown and on `reload`. While it reloads, the value shown before stays; that of another path does
 * not, because it is about something else. It also stays while there is no answer, and is asked for again.
 * Data about people is read for a `purpose`.
 */
export function useResource<T>(path: string, purpose?: ReadingPurpose): [Resource<T>, () => void] {
  const [read, setRead] = useState<Read<T> | null>(null);
  const [round, setRound] = useState(0);
  const reload = useCallback(() => setRound(current => current + 1), []);

  const asked = useRef(0);
  const about = useRef('');

  useEffect(() => {
    const mine = ++asked.current;
    const subject = `${purpose} ${path}`;
    about.current = subject;
    // an answer counts although it was asked for again meanwhile: a slow server would else never be heard
    const answered = (answer: Answered<T>) =>
      about.current === subject && setRead(before => afterwards(before, { path, asked: mine, at: Date.now(), answer }));
    (purpose ? lookAt<T>(path, purpose) : send<T>('GET', path)).then(
      value => answered({ state: 'loaded', value }),
      (cause: unknown) => answered({ state: 'failed', error: asApiError(cause) }),
    );
  }, [path, purpose, round]);

  const shown = shownFor(read, path);
  const since = shown.state === 'loaded' ? shown.outOfDateSince : undefined;
  useEffect(() => (since === undefined ? undefined : outOfDate.add(since)), [since]);
  useEffect(() => {
    if (since === undefined) return;
    const timer = setTimeout(reload, ASK_AGAIN_MS);
    return () => clearTimeout(timer);
  }, [since, read, reload]); // `read` is another after each look

  return [shown, reload];
}

/**
 * What counts after a look. One without an answer says nothing about what was loaded, so that stays; a refusal says
 * that it is gone, or not to be seen any more.
 */
export function afterwards<T>(before: Read<T> | null, now: Read<T>): Read<T> {
  if (before?.path === now.path && before.asked > now.asked) return before; // overtaken
  const loaded = before?.path === now.path && before.answer.state === 'loaded' ? before.answer : null;
  if (!before || !loaded || now.answer.state !== 'failed' || !isPassing(now.answer.error)) return now;
  return { ...before, asked: now.asked, answer: { ...loaded, outOfDateSince: loaded.outOfDateSince ?? before.at } };
}

function isPassing({ status }: ApiError): boolean {
  return status === NO_ANSWER || status === TIMED_OUT || status === TOO_MANY || status >= SERVER_ERROR;
}

/** What may be shown for `path` after this was read. */
export function shownFor<T>(read: Read<T> | null, path: string): Resource<T> {
  if (read?.path === path) return read.answer;
  return read?.answer.state === 'loaded' ? { state: 'loading', before: read.answer.value } : { state: 'loading' };
}

/**
 * For pages of one list, and sides of one report: the one before stays until the next is there, so that what was just
 * pressed stays under the finger and keeps the focus.
 */
export function staying<T>(resource: Resource<T>): Resource<T> {
  return resource.state === 'loading' && resource.before !== undefined
    ? { state: 'loaded', value: resource.before }
    : resource;
}

export function asApiError(cause: unknown): ApiError {
  return cause instanceof ApiError ? cause : new ApiError(NO_ANSWER, String(cause));
}
