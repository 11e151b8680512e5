import { Anchor, Button } from '@mantine/core';
import { IconUserCheck } from '@tabler/icons-react';
import { useState } from 'react';
import { Link } from 'react-router';
import { send } from '../api/api';
import type { WaitingAction } from '../api/types';
import { useResource } from '../api/useResource';
import { failure } from '../i18n/failure';
import { useTranslator } from '../i18n/Messages';
import { EmptyState, ErrorState, LoadingState, Page } from '../ui/states';
import styles from '../ui/ui.module.css';

/** Actions with a significant effect on a person, and the two answers to each. */
export default function ApprovalsPage() {
  const t = useTranslator();
  const [waiting, reload] = useResource<WaitingAction[]>('/v1/approvals');
  const [error, setError] = useState<string | null>(null);

  const answer = (action: WaitingAction, approved: boolean) => {
    setError(null);
    send('POST', `/v1/approvals/${action.session}/${encodeURIComponent(action.decision)}`, { approved }).then(
      reload,
      (cause: unknown) => setError(failure(t, cause)),
    );
  };

  return (
    <Page title={t.text('approvals.title')} lead={t.text('approvals.lead')}>
      {error && (
        <p role="alert" className={styles.fine}>
          {error}
        </p>
      )}
      {waiting.state === 'loading' && <LoadingState />}
      {waiting.state === 'failed' && <ErrorState error={waiting.error} onRetry={reload} />}
      {waiting.state === 'loaded' && waiting.value.length === 0 && (
        <EmptyState
          picture={<IconUserCheck size={56} stroke={1} />}
          text={t.text('approvals.empty')}
          action={
            <Button component={Link} to="/playbooks" variant="default">
              {t.text('approvals.empty.action')}
            </Button>
          }
        />
      )}
      {waiting.state === 'loaded' && waiting.value.length > 0 && (
        <ul className={styles.list}>
          {waiting.value.map(action => (
            <li key={`${action.session}/${action.decision}`}>
              <div className={styles.grow}>
                <b>{action.action}</b>
                <p className={styles.fine}>
                  {t.text('approvals.class', { id: action.actionClass })}
                  {' · '}
                  {t.text('approvals.askedAt', { date: t.dateTime(action.askedAt) })}
                </p>
                <Anchor component={Link} to={`/sessions/${action.session}`} size="sm">
                  {t.text('approvals.session')}
                </Anchor>
              </div>
              <Button variant="default" size="xs" onClick={() => answer(action, true)}>
                {t.text('approvals.approve')}
              </Button>
              <Button variant="default" size="xs" onClick={() => answer(action, false)}>
                {t.text('approvals.decline')}
              </Button>
            </li>
          ))}
        </ul>
      )}
    </Page>
  );
}
