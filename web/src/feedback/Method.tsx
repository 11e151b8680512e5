import { useTranslator } from '../i18n/Messages';
import ui from '../ui/ui.module.css';
import type { Summary } from './feedback';
import styles from './feedback.module.css';

export function Rejects({ summary }: { summary: Summary }) {
  const t = useTranslator();
  const reasons = Object.entries(summary.rejected);
  if (reasons.length === 0) return null;
  return (
    <section className={ui.card} aria-labelledby="feedback-rejects">
      <h2 id="feedback-rejects">{t.text('feedback.rejects.title')}</h2>
      <p className={ui.fine}>{t.text('feedback.rejects.note')}</p>
      <dl className={ui.facts}>
        {reasons.map(([reason, count]) => (
          <div key={reason} className={styles.fact}>
            <dt>{t.named('feedback.reject', reason)}</dt>
            <dd className={ui.number}>{t.number(count)}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}

/** How all that came about, and how far it can be trusted. */
export function Method({ summary }: { summary: Summary }) {
  const t = useTranslator();
  return (
    <section className={ui.card} aria-labelledby="feedback-method">
      <h2 id="feedback-method">{t.text('feedback.method.title')}</h2>
      <ul className={styles.method}>
        {(['redacted', 'dictionary', 'displays', 'sarcasm', 'sample'] as const).map(line => (
          <li key={line}>{t.text(`feedback.method.${line}`)}</li>
        ))}
      </ul>
      <p className={ui.fine}>{t.text('feedback.models', { models: t.list(summary.models) })}</p>
      {summary.researchOnly && summary.researchOnly.length > 0 && (
        <p className={ui.fine}>{t.text('feedback.research', { models: t.list(summary.researchOnly) })}</p>
      )}
    </section>
  );
}
