import { Button } from '@mantine/core';
import { IconArrowBackUp, IconCheck, IconThumbDown, IconThumbUp, IconX } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import { useTranslator } from '../i18n/Messages';
import type { Clause } from '../sdk/messages';
import { testIds } from '../testids';
import { inForce } from './adaptation';
import type { LiveDecision } from './live-session';
import styles from './live.module.css';
import { useLive, useLiveSnapshot } from './LiveContext';

/** What the service changed last, and why; the visitor may take it back and say whether it was right. */
export function DecisionCard() {
  const t = useTranslator();
  const { session } = useLive();
  const snapshot = useLiveSnapshot();
  const latest = snapshot.decisions[0];
  if (!latest) {
    return (
      <section className={styles.decision} data-testid={testIds.decisionCard} data-state="none" data-aoi="decision">
        <p className={styles.eyebrow}>{t.text('decision.eyebrow')}</p>
        <h2>{t.text('decision.none')}</h2>
        <p className={styles.fine}>{t.text('decision.noneNote')}</p>
      </section>
    );
  }
  const { decision, ended, verdict, receivedAtMs } = latest;
  return (
    <section
      className={styles.decision}
      data-testid={testIds.decisionCard}
      data-state={ended ?? 'active'}
      data-action={decision.action.id}
      data-aoi="decision"
      key={decision.id}
    >
      <p className={styles.eyebrow}>
        {t.text('decision.eyebrow')} · <Since receivedAtMs={receivedAtMs} />
      </p>
      <h2>{t.named('action', decision.action.id)}</h2>
      <p className={styles.reason} data-testid={testIds.decisionReason}>
        {decision.reason}
      </p>
      <Clauses clauses={decision.clauses} />
      <p className={styles.fine}>
        {t.text('decision.otherwise', { fallback: t.named('action', decision.fallback) })}
        {ended && ` ${t.text(`decision.ended.${ended}`)}`}
      </p>
      <div className={styles.decisionButtons}>
        <Button
          variant="default"
          size="xs"
          leftSection={<IconArrowBackUp size={15} aria-hidden="true" />}
          disabled={ended !== undefined}
          onClick={() => session.feedback(decision.id, 'undo')}
          data-testid={testIds.decisionUndo}
        >
          {t.text('decision.undo')}
        </Button>
        <span className={styles.verdict} role="group" aria-label={t.text('decision.wasItRight')}>
          <span aria-hidden="true">{t.text('decision.wasItRight')}</span>
          <Button
            variant={verdict === 'right' ? 'light' : 'subtle'}
            size="compact-xs"
            aria-pressed={verdict === 'right'}
            onClick={() => session.feedback(decision.id, 'right')}
            data-testid={testIds.decisionRight}
            leftSection={<IconThumbUp size={14} aria-hidden="true" />}
          >
            {t.text('decision.yes')}
          </Button>
          <Button
            variant={verdict === 'wrong' ? 'light' : 'subtle'}
            size="compact-xs"
            aria-pressed={verdict === 'wrong'}
            onClick={() => session.feedback(decision.id, 'wrong')}
            data-testid={testIds.decisionWrong}
            leftSection={<IconThumbDown size={14} aria-hidden="true" />}
          >
            {t.text('decision.no')}
          </Button>
        </span>
      </div>
      <AlsoInForce entries={inForce(snapshot).filter(entry => entry !== latest)} />
    </section>
  );
}

/** Earlier changes that the visitor still meets: what the latest one says is not all that differs. */
function AlsoInForce({ entries }: { entries: readonly LiveDecision[] }) {
  const t = useTranslator();
  const { session } = useLive();
  if (entries.length === 0) return null;
  return (
    <div className={styles.alsoInForce} data-testid={testIds.decisionsInForce}>
      <h3>{t.text('decision.alsoInForce')}</h3>
      <ul>
        {entries.map(({ decision }) => (
          <li key={decision.id} data-action={decision.action.id}>
            <div>
              <p>
                <b>{t.named('action', decision.action.id)}</b>
              </p>
              <p>{decision.reason}</p>
            </div>
            <Button
              variant="subtle"
              size="compact-xs"
              aria-label={t.text('decision.undoThis', { action: t.named('action', decision.action.id) })}
              onClick={() => session.feedback(decision.id, 'undo')}
            >
              {t.text('decision.undo')}
            </Button>
          </li>
        ))}
      </ul>
    </div>
  );
}

/** Tells a screen reader of each change once, without what ticks on the card. It has to be on the page beforehand. */
export function DecisionAnnouncer() {
  const t = useTranslator();
  const latest = useLiveSnapshot().decisions[0]?.decision;
  return (
    <div className={styles.visuallyHidden} aria-live="polite">
      {latest && `${t.named('action', latest.action.id)}: ${latest.reason}`}
    </div>
  );
}

/** Each condition of the rule, whether it held, and the values it looked at in that moment. */
export function Clauses({ clauses }: { clauses: readonly Clause[] }) {
  const t = useTranslator();
  if (clauses.length === 0) return null;
  return (
    <ul className={styles.clauses}>
      {clauses.map(clause => (
        <li key={clause.text} data-held={clause.value}>
          {clause.value ? (
            <IconCheck size={14} aria-label={t.text('decision.held')} />
          ) : (
            <IconX size={14} aria-label={t.text('decision.notHeld')} />
          )}
          <span>
            <code>{clause.text}</code>
            {Object.entries(clause.inputs).map(([name, value]) => (
              <span key={name} className={styles.input}>
                {name} = {inputValue(value)}
              </span>
            ))}
          </span>
        </li>
      ))}
    </ul>
  );
}

function inputValue(value: unknown): string {
  if (typeof value === 'number') return String(Math.round(value * 100) / 100);
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}

function Since({ receivedAtMs }: { receivedAtMs: number }) {
  const t = useTranslator();
  const [now, setNow] = useState(() => performance.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(performance.now()), 1000);
    return () => clearInterval(timer);
  }, []);
  return <>{t.text('decision.since', { seconds: Math.max(0, Math.round((now - receivedAtMs) / 1000)) })}</>;
}
