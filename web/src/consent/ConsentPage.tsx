import { Badge, Button } from '@mantine/core';
import { IconShieldCheck } from '@tabler/icons-react';
import { useState } from 'react';
import { Link } from 'react-router';
import { consents } from '../api/api';
import type { ConsentRecord } from '../api/types';
import { useResource } from '../api/useResource';
import { failure } from '../i18n/failure';
import { useTranslator } from '../i18n/Messages';
import { useLive } from '../live/LiveContext';
import { EmptyState, ErrorState, LoadingState, Page } from '../ui/states';
import styles from '../ui/ui.module.css';

/** Who agreed to what; withdraw it here, which stops their live session within a frame. */
export default function ConsentPage() {
  const t = useTranslator();
  const [records, reload] = useResource<ConsentRecord[]>('/v1/consents', 'privacy-request');
  return (
    <Page title={t.text('consent.title')} lead={t.text('consent.lead')}>
      {records.state === 'loading' && <LoadingState />}
      {records.state === 'failed' && <ErrorState error={records.error} onRetry={reload} />}
      {records.state === 'loaded' && records.value.length === 0 && (
        <EmptyState
          picture={<IconShieldCheck size={56} stroke={1} />}
          text={t.text('consent.empty')}
          action={
            <Button component={Link} to="/live" variant="default">
              {t.text('toLive')}
            </Button>
          }
        />
      )}
      {records.state === 'loaded' && records.value.length > 0 && (
        <ul className={styles.list}>
          {records.value.map(record => (
            <Record key={record.receiptId} record={record} onChanged={reload} />
          ))}
        </ul>
      )}
    </Page>
  );
}

function Record({ record, onChanged }: { record: ConsentRecord; onChanged(): void }) {
  const t = useTranslator();
  const live = useLive();
  const [error, setError] = useState<string | null>(null);
  const states = record.choices.map(choice => ({
    ...choice,
    state: (choice.decision ?? (choice.granted ? 'granted' : 'refused')).toLowerCase(),
  }));

  const withdraw = () => {
    setError(null);
    // one's own session has a camera to release as well
    const work =
      live.consent?.receiptId === record.receiptId ? live.stopEverything() : consents.withdraw(record.receiptId);
    work.then(onChanged, (cause: unknown) => setError(failure(t, cause)));
  };

  return (
    <li>
      <div className={styles.grow}>
        <b title={record.subject}>{record.subject.slice(0, 10)}…</b>
        <p className={styles.fine}>
          {t.text('consent.decidedAt', { date: t.dateTime(record.decidedAt) })} ·{' '}
          <span title={record.receiptId}>{t.text('consent.receipt', { id: record.receiptId.slice(0, 8) })}</span>
        </p>
        {error && <p role="alert">{error}</p>}
      </div>
      <div className={styles.tags}>
        {states.map(({ purpose, modality, state }) => (
          <Badge
            key={`${purpose}/${modality}`}
            variant={state === 'granted' ? 'light' : 'default'}
            radius="sm"
            tt="none"
          >
            {t.named('purpose', purpose)} · {t.named('modality', modality)}: {t.named('consentState', state)}
          </Badge>
        ))}
      </div>
      <Button variant="default" size="xs" disabled={!states.some(each => each.state === 'granted')} onClick={withdraw}>
        {t.text('consent.withdraw')}
      </Button>
    </li>
  );
}
