import { Button } from '@mantine/core';
import { IconHistory } from '@tabler/icons-react';
import { Link } from 'react-router';
import type { SessionSummary } from '../api/types';
import { useResource } from '../api/useResource';
import { mediaTime } from '../i18n/media-time';
import { usePurpose } from '../app/me';
import { useTranslator } from '../i18n/Messages';
import { EmptyState, ErrorState, LoadingState, Page } from '../ui/states';
import styles from '../ui/ui.module.css';

export default function SessionsPage() {
  const t = useTranslator();
  const [sessions, reload] = useResource<SessionSummary[]>('/v1/sessions', usePurpose());
  return (
    <Page title={t.text('sessions.title')} lead={t.text('sessions.lead')}>
      {sessions.state === 'loading' && <LoadingState />}
      {sessions.state === 'failed' && <ErrorState error={sessions.error} onRetry={reload} />}
      {sessions.state === 'loaded' && sessions.value.length === 0 && (
        <EmptyState
          picture={<IconHistory size={56} stroke={1} />}
          text={t.text('sessions.empty')}
          action={
            <Button component={Link} to="/live" variant="default">
              {t.text('toLive')}
            </Button>
          }
        />
      )}
      {sessions.state === 'loaded' && sessions.value.length > 0 && (
        <ul className={styles.list}>
          {sessions.value.map(session => (
            <li key={session.id}>
              <div className={styles.grow}>
                <Link to={`/sessions/${session.id}`}>{t.dateTime(session.startedAt)}</Link>
                <p className={styles.fine}>
                  {t.named('live.source', session.source)} · {t.named('purpose', session.purpose)}
                </p>
              </div>
              <span className={styles.number}>
                {typeof session.durationMs === 'number' && mediaTime(session.durationMs, false)}
              </span>
              <span className={styles.fine}>
                {t.text('sessions.counts', { moments: session.moments ?? 0, decisions: session.decisions ?? 0 })}
              </span>
            </li>
          ))}
        </ul>
      )}
    </Page>
  );
}
