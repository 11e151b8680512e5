import type { Translator } from './translator';

/** What is wrong at one place of a condition or a playbook. */
export interface Fault {
  line: number;
  column: number;
  /** What kind of thing is wrong, as UNKNOWN_NAME. */
  kind: string;
  message: string;
}

/** Where in the text a fault lies, for the caret of an editor. */
export function offsetOf(text: string, fault: Pick<Fault, 'line' | 'column'>): number {
  const before = text.split('\n').slice(0, fault.line - 1);
  return Math.min(text.length, before.reduce((sum, line) => sum + line.length + 1, 0) + fault.column - 1);
}

/** What is wrong at a place. The server's words are English, so elsewhere they stand behind a sentence. */
export function whatIsWrong(t: Translator, fault: Fault): string {
  if (t.language === 'en' || fault.kind === 'OTHER') return fault.message;
  return `${t.named('faults', fault.kind)} ${t.text('error.answered', { message: fault.message })}`;
}
