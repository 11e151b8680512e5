import { mediaTime } from '../i18n/media-time';
import { useTranslator } from '../i18n/Messages';
import type { WordsMessage } from '../sdk/messages';
import { testIds } from '../testids';
import styles from './chat.module.css';
import { lean, LEANS } from './words';

/** What was written or said, oldest first, and what was read in it. */
export function Utterances({ words }: { words: readonly WordsMessage[] }) {
  return (
    <ol className={styles.utterances} aria-live="polite">
      {words.map(said => (
        <Utterance key={`${said.atMs}-${said.text}`} said={said} />
      ))}
    </ol>
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
