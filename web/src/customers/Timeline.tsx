import { Button } from '@mantine/core';
import { useState } from 'react';
import { lookAt } from '../api/api';
import { useResource } from '../api/useResource';
import { usePurpose } from '../app/me';
import { failure } from '../i18n/failure';
import { useTranslator } from '../i18n/Messages';
import type { Translator } from '../i18n/translator';
import { ErrorState, LoadingState } from '../ui/states';
import { testIds } from '../testids';
import ui from '../ui/ui.module.css';
import { inOneLine, kindOf, leaning, type CustomerEvent } from './customers';
import styles from './customers.module.css';

const PAGE = 50;

/**
 * What happened, the latest first, what was measured among it. Each person needs one of their own (`key`), or what is
 * still asked of one would be added to another's.
 */
export function Timeline({ person }: { person: string }) {
  const t = useTranslator();
  const purpose = usePurpose();
  const path = `/v1/customers/${encodeURIComponent(person)}/timeline?most=${PAGE}`;
  const [first, reload] = useResource<CustomerEvent[]>(path, purpose);
  const [older, setOlder] = useState<CustomerEvent[]>([]);
  const [error, setError] = useState<string | null>(null);
  const [atEnd, setAtEnd] = useState(false);
  const [busy, setBusy] = useState(false);
  if (first.state === 'loading') return <LoadingState rows={3} />;
  if (first.state === 'failed') return <ErrorState error={first.error} onRetry={reload} />;
  const events = [...first.value, ...older];
  const last = events.at(-1);
  if (!last) return <p className={ui.fine}>{t.text('customer.timeline.empty')}</p>;
  const more = () => {
    setError(null);
    setBusy(true);
    lookAt<CustomerEvent[]>(`${path}&before=${encodeURIComponent(last.at)}`, purpose)
      .then(
        next => {
          setOlder([...older, ...next]);
          setAtEnd(next.length === 0);
        },
        (cause: unknown) => setError(failure(t, cause)),
      )
      .finally(() => setBusy(false));
  };
  return (
    <>
      <ol className={styles.timeline} data-testid={testIds.customerTimeline}>
        {events.map(event => (
          <li key={event.id} {...(event.valence === null ? {} : { 'data-leaning': leaning(event.valence) })}>
            <span className={styles.dot} aria-hidden="true" />
            <div>
              <p>
                <b>{title(t, event)}</b> {value(t, event)}
              </p>
              <p className={ui.fine}>
                {[
                  t.dateTime(event.at),
                  event.channel && t.named('channel', event.channel),
                  event.product,
                  event.topic && t.named('topic', event.topic),
                ]
                  .filter(Boolean)
                  .join(' · ')}
              </p>
              <p className={ui.fine}>{event.valence === null ? inOneLine(event.properties) : aspects(t, event)}</p>
            </div>
          </li>
        ))}
      </ol>
      {error && (
        <p className={styles.alert} role="alert">
          {error}
        </p>
      )}
      {events.length >= PAGE && !atEnd && (
        <Button variant="default" onClick={more} loading={busy} style={{ justifySelf: 'start' }}>
          {t.text('customer.timeline.older')}
        </Button>
      )}
    </>
  );
}

function title(t: Translator, event: CustomerEvent): string {
  const { kind, name } = kindOf(event.type);
  return kind === 'track' ? name : t.named('customer.event', event.type);
}

/** Measured and answered never look alike: one is signed, the other is on its scale. */
function value(t: Translator, event: CustomerEvent): string {
  if (event.valence !== null)
    return `${t.text(`customer.leaning.${leaning(event.valence)}`)} ${t.signed(event.valence)}`;
  return event.score === null ? '' : t.number(event.score);
}

function aspects(t: Translator, event: CustomerEvent): string {
  const told = event.properties['aspects'];
  return typeof told !== 'object' || told === null
    ? ''
    : Object.entries(told)
        .map(([aspect, polarity]) => `${t.named('topic', aspect)} ${t.signed(Number(polarity))}`)
        .join(' · ');
}
