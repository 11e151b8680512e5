import { Badge, Button, TextInput } from '@mantine/core';
import { useState } from 'react';
import { Link, useParams } from 'react-router';
import { send } from '../api/api';
import { useResource } from '../api/useResource';
import { failure } from '../i18n/failure';
import { useTranslator } from '../i18n/Messages';
import { testIds } from '../testids';
import { ErrorState, LoadingState, Page } from '../ui/states';
import table from '../ui/table.module.css';
import ui from '../ui/ui.module.css';
import { Decisions } from './Decisions';
import { FromTheLog } from './FromTheLog';
import { standing, type Arm, type LearningPolicy } from './learning';
import styles from './learning.module.css';

/** One policy: what it does now, how its actions share, what it decided last, what others would have earned. */
export default function PolicyPage() {
  const t = useTranslator();
  const { id = '' } = useParams();
  const [policy, reload] = useResource<LearningPolicy>(`/v1/policies/${encodeURIComponent(id)}`);
  if (policy.state === 'loading') return <LoadingState />;
  if (policy.state === 'failed') return <ErrorState error={policy.error} onRetry={reload} />;
  const shown = policy.value;
  return (
    <Page
      title={shown.id}
      lead={t.text(`learning.now.${standing(shown)}`)}
      actions={
        <Badge variant={standing(shown) === 'online' ? 'light' : 'default'} radius="sm" tt="none">
          {t.text(`learning.standing.${standing(shown)}`)}
        </Badge>
      }
    >
      {shown.killed !== null && (
        <p className={styles.stopped} role="status">
          {t.text('learning.killed', { reason: shown.killed })}
        </p>
      )}
      <Trust policy={shown} onChanged={reload} />
      <Arms arms={shown.arms} />
      <Decisions policy={shown.id} />
      <FromTheLog policy={shown.id} />
    </Page>
  );
}

/** How far it may go, and who says so: a person, for a reason that is kept. */
function Trust({ policy, onChanged }: { policy: LearningPolicy; onChanged(): void }) {
  const t = useTranslator();
  const [reason, setReason] = useState('');
  const [error, setError] = useState<string | null>(null);
  const attempt = (sent: Promise<unknown>) => {
    setError(null);
    sent.then(
      () => {
        setReason('');
        onChanged();
      },
      (cause: unknown) => setError(failure(t, cause)),
    );
  };
  const path = `/v1/policies/${encodeURIComponent(policy.id)}/mode`;
  const stop = `/v1/switches/policy/${encodeURIComponent(policy.id)}`;
  const none = reason.trim() === '';
  return (
    <section className={ui.card}>
      <h2>{t.text('learning.trust')}</h2>
      <p>
        {policy.matchRate === null
          ? t.text('learning.match.none')
          : t.text('learning.match', { share: t.percent(policy.matchRate), count: policy.apprenticeDecisions })}
      </p>
      <p className={ui.fine}>
        {t.text('learning.version', {
          version: policy.version,
          learner: t.named('learning.learner', policy.learner),
          fadings: policy.fadings,
        })}
      </p>
      {policy.settings.experiment && (
        <p className={ui.fine}>
          {t.text('learning.experiment')}{' '}
          <Link to={`/experiments/${policy.settings.experiment}`}>{t.text('learning.experiment.open')}</Link>
        </p>
      )}
      <div className={styles.bar}>
        {policy.killed === null && (
          <TextInput
            label={t.text('learning.reason')}
            value={reason}
            maxLength={200}
            onChange={event => setReason(event.currentTarget.value)}
          />
        )}
        {policy.killed === null && policy.mode !== 'online' && (
          <Button
            variant="default"
            disabled={none || !policy.mayBePromoted}
            onClick={() => attempt(send('PUT', path, { mode: 'online', reason }))}
          >
            {t.text('learning.promote')}
          </Button>
        )}
        {policy.killed === null && policy.mode === 'online' && (
          <Button
            variant="default"
            disabled={none}
            onClick={() => attempt(send('PUT', path, { mode: 'apprentice', reason }))}
          >
            {t.text('learning.demote')}
          </Button>
        )}
        {policy.killed === null ? (
          <Button
            variant="default"
            disabled={none}
            onClick={() => attempt(send('PUT', stop, { reason }))}
            data-testid={testIds.learningStop}
          >
            {t.text('learning.stop')}
          </Button>
        ) : (
          <Button variant="default" onClick={() => attempt(send('DELETE', stop))}>
            {t.text('learning.resume')}
          </Button>
        )}
      </div>
      {error && (
        <p role="alert" className={ui.fine}>
          {error}
        </p>
      )}
    </section>
  );
}

function Arms({ arms }: { arms: Arm[] }) {
  const t = useTranslator();
  return (
    <section className={ui.card}>
      <h2>{t.text('learning.arms')}</h2>
      <p className={ui.fine}>{t.text('learning.arms.note')}</p>
      {arms.length === 0 ? (
        <p>{t.text('learning.arms.none')}</p>
      ) : (
        <div className={table.scroll} tabIndex={0} role="group" aria-label={t.text('learning.arms')}>
          <table className={table.table} data-testid={testIds.learningArms}>
            <thead>
              <tr>
                <th scope="col">{t.text('learning.action')}</th>
                <th scope="col">{t.text('learning.share')}</th>
                <th scope="col">{t.text('learning.bounds')}</th>
                <th scope="col">{t.text('learning.chosen')}</th>
                <th scope="col">{t.text('learning.outcomes')}</th>
                <th scope="col">{t.text('learning.meanReward')}</th>
              </tr>
            </thead>
            <tbody>
              {arms.map(arm => (
                <tr key={arm.id}>
                  <th scope="row">
                    {t.named('action', arm.id)}
                    {arm.actionClass && (
                      <span className={styles.class}>{t.named('actionClass', arm.actionClass.toLowerCase())}</span>
                    )}
                    {arm.stopped && <span className={styles.worse}>{t.text('learning.stopped')}</span>}
                  </th>
                  <td>
                    {arm.share === null ? '–' : t.percent(arm.share)}
                    <span className={styles.track} aria-hidden="true">
                      <span className={styles.allowed} style={bounds(arm)} />
                      <span className={styles.share} style={{ inlineSize: `${100 * (arm.share ?? 0)}%` }} />
                    </span>
                  </td>
                  <td>{`${t.percent(arm.floor)} – ${t.percent(arm.ceiling)}`}</td>
                  <td>{t.number(arm.chosen)}</td>
                  <td>{t.number(arm.outcomes)}</td>
                  <td>{arm.meanReward === null ? '–' : t.number(arm.meanReward, 2)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </section>
  );
}

const bounds = (arm: Arm) => ({
  insetInlineStart: `${100 * arm.floor}%`,
  inlineSize: `${100 * (arm.ceiling - arm.floor)}%`,
});
