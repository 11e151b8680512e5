import { describe, expect, test } from 'vitest';
import type { Draft } from './cases';
import { sent, withDraft, withNewer, withoutDraft } from './drafting';

const draft = (text: string): Draft => ({ intent: 'apology', text, language: 'en', tone: 'warm' });
const fresh = withDraft(null, draft('We are sorry.'));

describe('what is to be said', () => {
  test('follows the case as long as nobody typed', () => {
    expect(withDraft(fresh, draft('How is it now?'))).toEqual({
      draft: draft('How is it now?'),
      text: 'How is it now?',
      newer: null,
    });
    expect(withoutDraft(fresh)).toBeNull();
  });

  test.each(['Dear Anna, we are sorry.', ''])('stays as the agent left it, “%s”, and offers the new draft', text => {
    const moved = withDraft({ ...fresh, text }, draft('How is it now?'));
    expect(moved).toEqual({ draft: draft('We are sorry.'), text, newer: draft('How is it now?') });
    expect(withNewer(moved)).toEqual({ draft: draft('How is it now?'), text: 'How is it now?', newer: null });
  });

  test('stays too when no draft could be made', () => {
    const typed = { ...fresh, text: 'Dear Anna' };
    expect(withoutDraft(typed)).toBe(typed);
  });

  test('offers nothing where the draft is the one already there', () => {
    expect(withDraft({ ...fresh, text: 'Dear Anna' }, draft('We are sorry.')).newer).toBeNull();
    const offered = withDraft({ ...fresh, text: 'Dear Anna' }, draft('How is it now?'));
    expect(withDraft({ ...offered, text: 'How is it now?' }, draft('How is it now?')).newer).toBeNull();
  });

  test('gives way to the next draft once it was sent, unless the agent typed on meanwhile', () => {
    const typed = { ...fresh, text: 'Dear Anna' };
    expect(withDraft(sent(typed, 'Dear Anna'), draft('How is it now?')).text).toBe('How is it now?');
    expect(withDraft(sent({ ...typed, text: 'Dear Anna, and' }, 'Dear Anna'), draft('How is it now?')).text).toBe(
      'Dear Anna, and',
    );
  });
});
