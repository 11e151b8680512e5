import { useResource } from '../api/useResource';
import { useTranslator } from '../i18n/Messages';
import { testIds } from '../testids';
import { ErrorState, LoadingState } from '../ui/states';
import table from '../ui/table.module.css';
import ui from '../ui/ui.module.css';
import type { LoggedDecision } from './learning';
import styles from './learning.module.css';

/** The last decisions, each with the probability it was drawn with and who took it. */
export function Decisions({ policy }: { policy: string }) {
  const t = useTranslator();
  const [decisions, reload] = useResource<LoggedDecision[]>(
    `/v1/policies/${encodeURIComponent(policy)}/decisions?most=20`,
    'quality',
  );
  return (
    <section className={ui.card}>
      <h2>{t.text('learning.last')}</h2>
      <p className={ui.fine}>{t.text('learning.last.note')}</p>
      {decisions.state === 'loading' && <LoadingState rows={2} />}
      {decisions.state === 'failed' && <ErrorState error={decisions.error} onRetry={reload} />}
      {decisions.state === 'loaded' && decisions.value.length === 0 && (
        <>
          <p>{t.text('learning.last.none')}</p>
          <p className={ui.fine}>{t.text('learning.last.ask')}</p>
          <code className={ui.code}>{firstQuestion(policy)}</code>
        </>
      )}
      {decisions.state === 'loaded' && decisions.value.length > 0 && (
        <div className={table.scroll} tabIndex={0} role="group" aria-label={t.text('learning.last')}>
          <table className={table.table} data-testid={testIds.learningDecisions}>
            <thead>
              <tr>
                <th scope="col">{t.text('learning.at')}</th>
                <th scope="col">{t.text('learning.action')}</th>
                <th scope="col">{t.text('learning.propensity')}</th>
                <th scope="col">{t.text('learning.why')}</th>
                <th scope="col">{t.text('learning.reward')}</th>
              </tr>
            </thead>
            <tbody>
              {decisions.value.map(each => (
                <tr key={`${each.eventId}/${each.slot}`}>
                  <td className={styles.when}>{t.dateTime(each.at)}</td>
                  <th scope="row">{each.chosen === null ? '–' : t.named('action', each.chosen)}</th>
                  <td>{t.percent(each.propensity)}</td>
                  <td>
                    {t.named('learning.by', each.why)}
                    <Reasons decision={each} />
                  </td>
                  <td>{each.reward === null ? t.named('learning.status', each.status) : t.number(each.reward, 2)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </section>
  );
}

const firstQuestion = (policy: string) => `curl ${window.location.origin}/v1/rank \\
  -H 'Attune-Key: sk_…' -H 'Content-Type: application/json' \\
  -d '{"policy": "${policy}", "eventId": "visit-1"}'`;

/** What else mattered, in the order in which it was asked. */
function Reasons({ decision }: { decision: LoggedDecision }) {
  const t = useTranslator();
  const reasons = [
    ...(decision.personal ? [t.text('learning.personal')] : []),
    ...(decision.shadow === null ? [] : [t.text('learning.shadow', { action: t.named('action', decision.shadow) })]),
    ...(decision.dropped.length === 0 ? [] : [t.text('learning.dropped', { features: t.list(decision.dropped) })]),
    ...Object.entries(decision.removed).map(([action, reason]) => `${t.named('action', action)}: ${reason}`),
  ];
  if (reasons.length === 0) return null;
  return (
    <details className={styles.reasons}>
      <summary>{t.text('learning.more', { count: reasons.length })}</summary>
      <ul>
        {reasons.map(reason => (
          <li key={reason}>{reason}</li>
        ))}
      </ul>
    </details>
  );
}
