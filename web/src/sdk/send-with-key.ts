import type { Send } from './consent';

/** Sends requests to another origin's Attune with an SDK key. A refusal throws its problem's `detail`. */
export function sendWithKey(server: string, key: string): Send {
  return async (method, path, body) => {
    const answer = await fetch(new URL(path, server), {
      method,
      headers: { 'Attune-Key': key, ...(body === undefined ? {} : { 'Content-Type': 'application/json' }) },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    if (!answer.ok) {
      const problem: { detail?: string } = await answer.json().catch(() => ({}));
      throw new Error(problem.detail ?? `Attune answered ${answer.status} to ${method} ${path}`);
    }
    return answer.status === 204 ? undefined : await answer.json();
  };
}
