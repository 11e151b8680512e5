import { Button, TextInput } from '@mantine/core';
import { IconSend } from '@tabler/icons-react';
import { useState, type FormEvent } from 'react';
import { useTranslator } from '../i18n/Messages';
import { testIds } from '../testids';
import styles from './chat.module.css';
import panels from './live.module.css';
import { useLive, useLiveSnapshot } from './LiveContext';
import { Utterances } from './Utterances';

const LONGEST = 10_000; // characters, as the server takes

/** What the visitor writes, read beside face and voice on the same clock. The words themselves are kept nowhere. */
export function ChatPanel() {
  const t = useTranslator();
  const { session } = useLive();
  const { phase, words, wordsTrouble } = useLiveSnapshot();
  const [draft, setDraft] = useState('');
  const measuring = phase.name === 'measuring';

  function say(event: FormEvent) {
    event.preventDefault();
    const text = draft.trim();
    if (text === '' || !measuring) return;
    session.utter(text);
    setDraft('');
  }

  return (
    <section className={panels.panel} data-testid={testIds.liveChat} aria-labelledby="chat-title">
      <header className={panels.panelHead}>
        <h2 id="chat-title">{t.text('live.chat.title')}</h2>
      </header>
      {words.length === 0 ? <p className={panels.fine}>{t.text('live.chat.none')}</p> : <Utterances words={words} />}
      {wordsTrouble && (
        <p role="alert" className={panels.fine}>
          {t.text(`live.chat.trouble.${wordsTrouble}`)}
        </p>
      )}
      <form className={styles.form} onSubmit={say}>
        <TextInput
          aria-label={t.text('live.chat.label')}
          placeholder={t.text('live.chat.label')}
          value={draft}
          maxLength={LONGEST}
          onChange={event => setDraft(event.currentTarget.value)}
          data-testid={testIds.liveChatInput}
        />
        <Button
          type="submit"
          variant="default"
          disabled={!measuring || draft.trim() === ''}
          leftSection={<IconSend size={16} aria-hidden="true" />}
          data-testid={testIds.liveChatSend}
        >
          {t.text('live.chat.send')}
        </Button>
      </form>
      <p className={panels.fine}>{t.text('live.chat.note')}</p>
    </section>
  );
}
