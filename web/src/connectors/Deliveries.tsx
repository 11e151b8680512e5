import { Badge, Button, NativeSelect } from '@mantine/core';
import { IconSend } from '@tabler/icons-react';
import { useState } from 'react';
import { useSearchParams } from 'react-router';
import { send } from '../api/api';
import { useResource } from '../api/useResource';
import { failure } from '../i18n/failure';
import { useTranslator } from '../i18n/Messages';
import { EmptyState, ErrorState, LoadingState } from '../ui/states';
import styles from '../ui/ui.module.css';
import {
  DELIVERY_STATES,
  targetName,
  type Connector,
  type DeliveryLog,
  type DeliveryState,
  type WebhookEndpoint,
} from './connectors';

const COLOURS: Record<DeliveryState, string> = {
  pending: 'blue',
  sending: 'blue',
  delivered: 'teal',
  dead: 'orange',
  cancelled: 'gray',
};

/** What was sent, what waits, and what will not be tried again unless somebody asks. */
export function Deliveries(props: { connectors: Connector[]; endpoints: WebhookEndpoint[] }) {
  const t = useTranslator();
  const [asked, ask] = useSearchParams();
  const state = DELIVERY_STATES.find(known => known === asked.get('state'));
  const [log, reload] = useResource<DeliveryLog>(`/v1/deliveries${state ? `?state=${state}` : ''}`);
  const [error, setError] = useState<string | null>(null);

  const replay = (id: string) => {
    setError(null);
    send('POST', `/v1/deliveries/${encodeURIComponent(id)}/replay`).then(reload, (cause: unknown) =>
      setError(failure(t, cause)),
    );
  };

  if (log.state === 'loading') return <LoadingState />;
  if (log.state === 'failed') return <ErrorState error={log.error} onRetry={reload} />;
  const { counts, latest } = log.value;
  return (
    <>
      <div style={{ display: 'flex', flexWrap: 'wrap', gap: '0.75rem', alignItems: 'end' }}>
        <NativeSelect
          label={t.text('deliveries.state')}
          data={[
            { value: '', label: t.text('deliveries.all') },
            ...DELIVERY_STATES.map(value => ({
              value,
              label: `${t.text(`deliveries.state.${value}`)} (${t.number(counts[value] ?? 0)})`,
            })),
          ]}
          value={state ?? ''}
          onChange={event => ask({ part: 'deliveries', state: event.currentTarget.value })}
        />
        <Button variant="default" onClick={reload}>
          {t.text('deliveries.reload')}
        </Button>
      </div>
      {error && <p role="alert">{error}</p>}
      {latest.length === 0 && (
        <EmptyState picture={<IconSend size={56} stroke={1} />} text={t.text('deliveries.empty')} />
      )}
      {latest.length > 0 && (
        <ul className={styles.list}>
          {latest.map(delivery => (
            <li key={delivery.id} style={{ flexWrap: 'wrap' }}>
              <div className={styles.grow}>
                <b>{delivery.operation}</b>{' '}
                <Badge variant="light" color={COLOURS[delivery.state]}>
                  {t.text(`deliveries.state.${delivery.state}`)}
                </Badge>
                <p className={styles.fine} style={{ overflowWrap: 'anywhere' }}>
                  {targetName(delivery.target, props.connectors, props.endpoints)}
                  {' · '}
                  {t.dateTime(delivery.addedAt)}
                  {' · '}
                  {t.text('deliveries.attempts', { attempts: delivery.attempt })}
                  {delivery.nextAt && ` · ${t.text('deliveries.next', { date: t.dateTime(delivery.nextAt) })}`}
                </p>
                {delivery.lastError && (
                  <p className={styles.fine} style={{ overflowWrap: 'anywhere' }}>
                    {delivery.lastError}
                  </p>
                )}
              </div>
              {delivery.externalUrl && (
                <Button
                  component="a"
                  variant="default"
                  size="xs"
                  href={delivery.externalUrl}
                  target="_blank"
                  rel="noreferrer"
                >
                  {t.text('deliveries.open', { id: delivery.externalId ?? '' })}
                </Button>
              )}
              {delivery.replayable && (
                <Button variant="default" size="xs" onClick={() => replay(delivery.id)}>
                  {t.text('deliveries.replay')}
                </Button>
              )}
            </li>
          ))}
        </ul>
      )}
    </>
  );
}
