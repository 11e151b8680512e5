import { useCallback, useEffect, useState } from 'react';
import { ApiError, lookAt, NO_ANSWER, send, type ReadingPurpose } from './api';

/** @property before what another address gave, while this one is read */
type Loading<T> = { state: 'loading'; before?: T };
type Answered<T> = { state: 'loaded'; value: T } | { state: 'failed'; error: ApiError };

export type Resource<T> = Loading<T> | Answered<T>;

/** An answer and the address that gave it. */
export interface Read<T> {
  path: string;
  answer: Answered<T>;
}

/**
 * Reads `path` when shown and on `reload`. While it reloads, the value shown before stays; that of another path does
 * not, because it is about something else.
 * Data about people is read for a `purpose`.
 */
export function useResource<T>(path: string, purpose?: ReadingPurpose): [Resource<T>, () => void] {
  const [read, setRead] = useState<Read<T> | null>(null);
  const [round, setRound] = useState(0);
  const reload = useCallback(() => setRound(current => current + 1), []);

  useEffect(() => {
    let current = true;
    (purpose ? lookAt<T>(path, purpose) : send<T>('GET', path)).then(
      value => current && setRead({ path, answer: { state: 'loaded', value } }),
      (cause: unknown) => current && setRead({ path, answer: { state: 'failed', error: asApiError(cause) } }),
    );
    return () => {
      current = false;
    };
  }, [path, purpose, round]);

  return [shownFor(read, path), reload];
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
