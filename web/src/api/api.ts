import { Consents, type Send } from '../sdk/consent';

/** What went wrong, from `application/problem+json` where the server could still speak. */
export class ApiError extends Error {
  readonly status: number;

  constructor(status: number, message: string) {
    super(message);
    this.status = status;
  }
}

/** Status of a request that got no answer at all. */
export const NO_ANSWER = 0;

/** Sends a request with the console's cookie; the header shows that no foreign form sent it. */
export const send: Send = (method, path, body) => request(method, path, body, {});

/** Sends a file, or a part of one, as it lies on the disk. */
export const sendBytes = <T>(path: string, bytes: Blob): Promise<T> => request('POST', path, bytes, {});

/** Why somebody looks at people's data; the server asks for it, and keeps it on record. */
export type ReadingPurpose = 'support' | 'quality' | 'privacy-request';

/** Reads data about people, saying why. */
export const lookAt = <T>(path: string, purpose: ReadingPurpose): Promise<T> =>
  request('GET', path, undefined, { 'Attune-Purpose': purpose });

/** Looks for a person by what must not stand in an address. */
export const lookFor = <T>(path: string, body: unknown, purpose: ReadingPurpose): Promise<T> =>
  request('POST', path, body, { 'Attune-Purpose': purpose });

/** The same for a file. */
export async function lookAtBytes(path: string, purpose: ReadingPurpose): Promise<Blob> {
  const answer = await fetch(path, { headers: { 'Attune-Purpose': purpose } }).catch((cause: unknown) => {
    throw new ApiError(NO_ANSWER, String(cause));
  });
  if (!answer.ok) throw new ApiError(answer.status, detail(await answer.text()) ?? `GET ${path}: ${answer.status}`);
  return answer.blob();
}

async function request<T>(method: string, path: string, body: unknown, more: Record<string, string>): Promise<T> {
  const answer = await fetch(path, {
    method,
    headers: {
      Accept: 'application/json',
      // titles come in the language of the page, which need not be the browser's
      'Accept-Language': document.documentElement.lang,
      ...(method === 'GET' ? {} : { 'Attune-Console': '1' }),
      ...(body === undefined
        ? {}
        : { 'Content-Type': body instanceof Blob ? 'application/octet-stream' : 'application/json' }),
      ...more,
    },
    ...(body === undefined ? {} : { body: body instanceof Blob ? body : JSON.stringify(body) }),
  }).catch((cause: unknown) => {
    throw new ApiError(NO_ANSWER, String(cause));
  });
  const text = await answer.text();
  if (!answer.ok) throw new ApiError(answer.status, detail(text) ?? `${method} ${path}: ${answer.status}`);
  return JSON.parse(text === '' ? 'null' : text);
}

function detail(text: string): string | undefined {
  try {
    const problem: { detail?: string; title?: string } = JSON.parse(text);
    return problem.detail ?? problem.title;
  } catch {
    return undefined; // a proxy's page, not ours
  }
}

export const consents = new Consents(send);
