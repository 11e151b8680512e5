import type { Consent, Send } from './consent';

/**
 * Sends requests to another origin's Attune with a publishable key. A refusal throws its problem's `detail`.
 *
 * @param consent what the visitor decided, once they did: whatever names them afterwards is answered only with the
 *   address on their receipt
 */
export function sendWithKey(server: string, key: string, consent?: () => Consent | null): Send {
  return async (method, path, body) => {
    const credential = consent?.()?.personal?.split('#')[1];
    const answer = await fetch(new URL(path, server), {
      method,
      headers: {
        'Attune-Key': key,
        ...(credential === undefined ? {} : { 'Attune-Receipt': credential }),
        ...(body === undefined ? {} : { 'Content-Type': 'application/json' }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    if (!answer.ok) {
      const problem: { detail?: string } = await answer.json().catch(() => ({}));
      throw new Error(problem.detail ?? `Attune answered ${answer.status} to ${method} ${path}`);
    }
    return answer.status === 204 ? undefined : await answer.json();
  };
}
