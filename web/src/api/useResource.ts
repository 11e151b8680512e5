import { useCallback, useEffect, useState } from 'react';
import { ApiError, lookAt, NO_ANSWER, send, type ReadingPurpose } from './api';

export type Resource<T> = { state: 'loading' } | { state: 'loaded'; value: T } | { state: 'failed'; error: ApiError };

/**
 * Reads `path` when shown and on `reload`. While it reloads, the value shown before stays.
 * Data about people is read for a `purpose`.
 */
export function useResource<T>(path: string, purpose?: ReadingPurpose): [Resource<T>, () => void] {
  const [resource, setResource] = useState<Resource<T>>({ state: 'loading' });
  const [round, setRound] = useState(0);
  const reload = useCallback(() => setRound(current => current + 1), []);

  useEffect(() => {
    let current = true;
    (purpose ? lookAt<T>(path, purpose) : send<T>('GET', path)).then(
      value => current && setResource({ state: 'loaded', value }),
      (cause: unknown) => current && setResource({ state: 'failed', error: asApiError(cause) }),
    );
    return () => {
      current = false;
    };
  }, [path, purpose, round]);

  return [resource, reload];
}

export function asApiError(cause: unknown): ApiError {
  return cause instanceof ApiError ? cause : new ApiError(NO_ANSWER, String(cause));
}
