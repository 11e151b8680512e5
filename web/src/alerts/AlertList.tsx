import { Button } from '@mantine/core';
import { useState } from 'react';
import { send } from '../api/api';
import { failure } from '../i18n/failure';
import { useTranslator } from '../i18n/Messages';
import { testIds } from '../testids';
import ui from '../ui/ui.module.css';
import type { Alert, Evidence } from './alerts';
import styles from './alerts.module.css';

/** Alerts with what they rest on, and the button that settles one. */
export function AlertList({ alerts, onSettled }: { alerts: Alert[]; onSettled(): void }) {
  const t = useTranslator();
  const [trouble, setTrouble] = useState<string | null>(null);
  const settle = (alert: Alert) =>
    send('POST', `/v1/alerts/${alert.id}/settled`).then(onSettled, (cause: unknown) => setTrouble(failure(t, cause)));
  return (
    <>
      {trouble && (
        <p role="alert" className={styles.trouble}>
          {trouble}
        </p>
      )}
      <ul className={ui.list}>
        {alerts.map(alert => {
          const colon = alert.scope.indexOf(':');
          return (
            <li key={alert.id} data-testid={testIds.alert(alert.id)} data-settled={alert.settledAt !== null}>
              <div className={ui.grow}>
                <p className={ui.fine}>{t.named('alerts.scope', alert.scope.slice(0, colon))}</p>
                <b>{alert.subject ?? alert.scope.slice(colon + 1)}</b>
                <p>
                  {t.named('alerts.signal', alert.evidence.signal)}: <Reason evidence={alert.evidence} />
                </p>
                <p className={ui.fine}>
                  {alert.rule} · {t.dateTime(alert.raisedAt)} · {t.text('alerts.times', { times: alert.times })}
                </p>
              </div>
              {alert.settledAt ? (
                <span className={ui.fine}>
                  {t.text('alerts.settled', { time: t.dateTime(alert.settledAt), who: alert.settledBy ?? '' })}
                </span>
              ) : (
                <Button size="xs" variant="default" onClick={() => void settle(alert)}>
                  {t.text('alerts.settle')}
                </Button>
              )}
            </li>
          );
        })}
      </ul>
    </>
  );
}

function Reason({ evidence }: { evidence: Evidence }) {
  const t = useTranslator();
  const since = t.dateTime(evidence.since);
  return evidence.kind === 'fall'
    ? t.text('alerts.fall', {
        before: t.number(evidence.before, 2),
        now: t.number(evidence.now, 2),
        since,
        readings: evidence.readings,
        usual: evidence.readingsBefore,
      })
    : t.text('alerts.share', {
        before: t.percent(evidence.before),
        now: t.percent(evidence.now),
        since,
        readings: evidence.readings,
      });
}
