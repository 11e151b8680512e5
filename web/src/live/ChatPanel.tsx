import { Button, TextInput } from '@mantine/core';
import { IconSend } from '@tabler/icons-react';
import { useState, type FormEvent } from 'react';
import { mediaTime } from '../i18n/media-time';
import { useTranslator } from '../i18n/Messages';
import type { WordsMessage } from '../sdk/messages';
import { testIds } from '../testids';
import styles from './chat.module.css';
import panels from './live.module.css';
import { useLive, useLiveSnapshot } from './LiveContext';
import { lean, LEANS } from './words';

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
      {words.length === 0 ? (
        <p className={panels.fine}>{t.text('live.chat.none')}</p>
      ) : (
        <ol className={styles.utterances} aria-live="polite">
          {words.map(said => (
            <Utterance key={`${said.atMs}-${said.text}`} said={said} />
          ))}
        </ol>
      )}
      {wordsTrouble && (
        <p role="alert" className={panels.fine}>
          {wordsTrouble}
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

/** A chip coloured by which way it leans, with the sign, so that colour never stands alone; the reasons under it. */
function Utterance({ said }: { said: WordsMessage }) {
  const t = useTranslator();
  const which = lean(said);
  const facts = [
    said.polarity === null ? null : t.signed(said.polarity, 2),
    ...said.emotions.map(({ emotion }) => t.named('name', emotion)),
    ...said.intents.map(({ intent }) => t.named('feedback.intent', intent)),
    ...(said.urgency === 'high' ? [t.text('feedback.urgent')] : []),
    ...(said.sarcasm.length > 0 ? [t.text('feedback.sarcasm')] : []),
    ...(said.personalData.length > 0 ? [t.text('live.chat.replaced', { count: said.personalData.length })] : []),
    ...said.reasons.map(reason => t.named('reason', reason)),
  ].filter(fact => fact !== null);
  return (
    <li className={styles.utterance} data-testid={testIds.liveUtterance} data-lean={which}>
      <span className={styles.chip}>
        <b aria-hidden="true">{LEANS[which]}</b> {said.text}
      </span>
      <small>
        {mediaTime(said.atMs)} · {t.text(`live.chat.${which}`)}
        {facts.length > 0 && ` · ${facts.join(' · ')}`}
      </small>
    </li>
  );
}
