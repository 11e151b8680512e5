import { Button } from '@mantine/core';
import { useState } from 'react';
import { useNavigate, useParams } from 'react-router';
import { lookAtBytes, send } from '../api/api';
import type { SecondAggregate, SessionDetail } from '../api/types';
import { useResource } from '../api/useResource';
import { ConversationPanel } from '../calls/ConversationPanel';
import { mediaTime } from '../i18n/media-time';
import { usePurpose } from '../app/me';
import { failure } from '../i18n/failure';
import { useTranslator } from '../i18n/Messages';
import { momentName } from '../live/MomentList';
import { ErrorState, LoadingState, Page } from '../ui/states';
import { testIds } from '../testids';
import styles from '../ui/ui.module.css';
import { ReplayCard } from './ReplayCard';
import { SessionTraces } from './SessionTraces';
import { WhyPanel } from './WhyPanel';

/** One past session: its traces second by second, its moments, what was decided; and the way to erase it. */
export default function SessionPage() {
  const { id = '' } = useParams();
  const t = useTranslator();
  const [session, reload] = useResource<SessionDetail>(`/v1/sessions/${encodeURIComponent(id)}`, usePurpose());
  if (session.state === 'loading') return <LoadingState />;
  if (session.state === 'failed') return <ErrorState error={session.error} onRetry={reload} />;
  const { value } = session;
  const blinks = value.moments.filter(moment => moment.kind === 'blink');
  return (
    <Page
      title={t.text('session.title', { date: t.dateTime(value.startedAt) })}
      lead={`${t.named('live.source', value.source)} · ${t.named('purpose', value.purpose)}`}
      actions={
        <div style={{ display: 'flex', flexWrap: 'wrap', gap: '0.75rem' }}>
          {value.replayable && <Observations id={id} />}
          <Erase id={id} />
        </div>
      }
    >
      <section className={styles.card}>
        <h2>{t.text('session.traces')}</h2>
        <SessionTraces seconds={mainTrack(value.seconds)} />
      </section>
      {value.conversation && <ConversationPanel conversation={value.conversation} />}
      {value.replayable ? (
        <>
          <WhyPanel id={id} seconds={mainTrack(value.seconds)} durationMs={value.durationMs ?? 0} />
          <ReplayCard id={id} />
        </>
      ) : (
        <section className={styles.card}>
          <h2>{t.text('why.title')}</h2>
          <p className={styles.fine}>{t.text('why.notKept')}</p>
        </section>
      )}
      <section className={styles.card}>
        <h2>{t.text('live.moments.title')}</h2>
        {value.moments.length === 0 && <p className={styles.fine}>{t.text('session.noMoments')}</p>}
        <dl className={styles.facts}>
          {blinks.length > 0 && (
            <>
              <dt>{t.number(blinks.length)}</dt>
              <dd>{t.text('live.eyes.blinks')}</dd>
            </>
          )}
          {value.moments
            .filter(moment => moment.kind !== 'blink')
            .map(moment => (
              <div key={`${moment.kind}/${moment.name}/${moment.onsetMs}`} style={{ display: 'contents' }}>
                <dt className={styles.number}>{mediaTime(moment.apexMs)}</dt>
                <dd>
                  {momentName(t, moment)} · {t.percent(moment.strength)}
                </dd>
              </div>
            ))}
        </dl>
      </section>
      <section className={styles.card}>
        <h2>{t.text('scenes.decisions')}</h2>
        {value.decisions.length === 0 && <p className={styles.fine}>{t.text('decision.none')}</p>}
        <dl className={styles.facts}>
          {value.decisions.map(decision => (
            <div key={decision.id} style={{ display: 'contents' }}>
              <dt className={styles.number}>{mediaTime(decision.atMs)}</dt>
              <dd>
                <b>{t.named('action', decision.action.id)}</b>
                <p>{decision.reason}</p>
              </dd>
            </div>
          ))}
        </dl>
      </section>
    </Page>
  );
}

/** The seconds of the person who was seen longest; others passed through the picture. */
function mainTrack(seconds: readonly SecondAggregate[]): SecondAggregate[] {
  const counts = new Map<number, number>();
  for (const { trackId } of seconds) counts.set(trackId, (counts.get(trackId) ?? 0) + 1);
  const [main] = [...counts].sort((a, b) => b[1] - a[1])[0] ?? [];
  return seconds.filter(second => second.trackId === main);
}

/** Saves what `attune replay` reads. The look is asked for like any other, so a plain link would not do. */
function Observations({ id }: { id: string }) {
  const t = useTranslator();
  const purpose = usePurpose();
  const [error, setError] = useState<string | null>(null);
  const save = () =>
    lookAtBytes(`/v1/sessions/${encodeURIComponent(id)}/observations`, purpose).then(
      bytes => saveAs(bytes, `session-${id}.observations`),
      (cause: unknown) => setError(failure(t, cause)),
    );
  return (
    <div>
      {error && <p role="alert">{error}</p>}
      <Button variant="default" data-testid={testIds.sessionObservations} onClick={() => void save()}>
        {t.text('session.observations')}
      </Button>
    </div>
  );
}

function saveAs(bytes: Blob, name: string) {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(bytes);
  link.download = name;
  link.click();
  URL.revokeObjectURL(link.href);
}

function Erase({ id }: { id: string }) {
  const t = useTranslator();
  const navigate = useNavigate();
  const [error, setError] = useState<string | null>(null);
  const erase = () => {
    if (!confirm(t.text('session.confirmErase'))) return;
    send('DELETE', `/v1/sessions/${encodeURIComponent(id)}`).then(
      () => void navigate('/sessions'),
      (cause: unknown) => setError(failure(t, cause)),
    );
  };
  return (
    <div>
      {error && <p role="alert">{error}</p>}
      <Button variant="default" onClick={erase}>
        {t.text('session.erase')}
      </Button>
    </div>
  );
}
