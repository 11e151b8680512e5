import { useTranslator } from '../i18n/Messages';
import { testIds } from '../testids';
import styles from './live.module.css';
import { useLive, useLiveSnapshot } from './LiveContext';
import { useView } from './view';

/** How much could be measured so far, and what cannot be measured now, with the reason. */
export function Coverage() {
  const t = useTranslator();
  const { session } = useLive();
  useLiveSnapshot();
  const unread = useView().unread();
  const coverage = session.history.coverage;
  const latest = session.history.latest;
  const problems = new Set(unread === null ? latest?.affect?.quality.reasons : [unread]);
  if (unread === null && latest?.missing) problems.add(latest.missing);
  const reasons = [...problems].map(reason => t.named('reason', reason));
  return (
    <section className={styles.coverage}>
      <div className={styles.coverageLine}>
        <span>{t.text('live.coverage')}</span>
        <span data-testid={testIds.liveCoverage} className={styles.number}>
          {coverage === null ? '–' : t.percent(coverage)}
        </span>
      </div>
      <div className={styles.meter} aria-hidden="true">
        <span style={{ inlineSize: `${(coverage ?? 0) * 100}%` }} />
      </div>
      <p data-testid={testIds.liveNotMeasurable} className={styles.fine}>
        {reasons.length === 0
          ? t.text('live.allMeasurable')
          : t.text('live.notMeasurable', { reasons: t.list(reasons) })}
      </p>
    </section>
  );
}
