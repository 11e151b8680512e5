import type { Draft } from './cases';

/** A draft, what the agent made of it, and the draft of the step to which the case came meanwhile. */
export interface Drafting {
  draft: Draft;
  text: string;
  newer: Draft | null;
}

/** A draft for where the case is now takes the place of one that nobody touched, and is only offered beside another. */
export function withDraft(before: Drafting | null, made: Draft): Drafting {
  if (!before || !isEdited(before) || made.text === before.text) return { draft: made, text: made.text, newer: null };
  return { ...before, newer: made.text === before.draft.text ? null : made };
}

/** There is no draft for where the case is now. */
export function withoutDraft(before: Drafting | null): Drafting | null {
  return before && isEdited(before) ? before : null;
}

/** The agent takes the draft that was offered. */
export function withNewer({ draft, text, newer }: Drafting): Drafting {
  return newer ? { draft: newer, text: newer.text, newer: null } : { draft, text, newer };
}

/** What was sent need not be kept; what was typed since must. */
export function sent(before: Drafting, text: string): Drafting {
  return { ...before, draft: { ...before.draft, text } };
}

function isEdited({ draft, text }: Drafting): boolean {
  return text !== draft.text;
}
