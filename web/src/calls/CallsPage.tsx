import { Button } from '@mantine/core';
import { IconPhone } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import { Link, useParams } from 'react-router';
import { useResource } from '../api/useResource';
import { useTranslator } from '../i18n/Messages';
import { StreamPanel } from '../live/StreamCard';
import { Utterances } from '../live/Utterances';
import { VoicePanel } from '../live/VoicePanel';
import { testIds } from '../testids';
import { EmptyState, ErrorState, LoadingState, Page } from '../ui/states';
import styles from '../ui/ui.module.css';
import calls from './calls.module.css';
import { ConversationPanel } from './ConversationPanel';
import { watchCall, type WatchedCall } from './watch';

const LOOK_AGAIN_MS = 3000;

interface RunningCall {
  sessionId: string;
  framing: string;
  startedAtMillis: number;
}

/** The calls that are running now, and how the customer of one of them sounds. */
export default function CallsPage() {
  const t = useTranslator();
  const { id } = useParams();
  const [running, reload] = useResource<RunningCall[]>('/v1/calls');
  useEffect(() => {
    const timer = setInterval(reload, LOOK_AGAIN_MS);
    return () => clearInterval(timer);
  }, [reload]);
  return (
    <Page title={t.text('calls.title')} lead={t.text('calls.lead')}>
      {id !== undefined && <Call id={id} key={id} />}
      {running.state === 'loading' && <LoadingState />}
      {running.state === 'failed' && <ErrorState error={running.error} onRetry={reload} />}
      {running.state === 'loaded' && running.value.length === 0 && id === undefined && (
        <EmptyState
          picture={<IconPhone size={56} stroke={1} />}
          text={t.text('calls.empty')}
          action={
            <Button component={Link} to="/keys" variant="default">
              {t.text('calls.empty.action')}
            </Button>
          }
        />
      )}
      {running.state === 'loaded' && running.value.length > 0 && (
        <ul className={styles.list}>
          {running.value.map(call => (
            <li key={call.sessionId}>
              <div className={styles.grow}>
                <Link
                  to={`/calls/${call.sessionId}`}
                  aria-current={call.sessionId === id ? 'true' : undefined}
                  data-testid={testIds.call(call.sessionId)}
                >
                  {t.text('calls.since', { time: new Date(call.startedAtMillis).toLocaleTimeString(t.language) })}
                </Link>
                <p className={styles.fine}>{call.framing}</p>
              </div>
            </li>
          ))}
        </ul>
      )}
    </Page>
  );
}

function Call({ id }: { id: string }) {
  const t = useTranslator();
  const [call, setCall] = useState<WatchedCall | null>(null);
  useEffect(() => watchCall(id, setCall), [id]);
  if (!call) return <LoadingState />;
  const trouble = call.phase === 'running' || call.phase === 'connecting' ? null : t.text(`calls.${call.phase}`);
  return (
    <div className={calls.watched} data-testid={testIds.watchedCall} data-phase={call.phase}>
      <div className={calls.column}>
        <VoicePanel voice={call.voice} trouble={trouble} />
        {call.words.length > 0 ? (
          <Utterances words={call.words} />
        ) : (
          <p className={styles.fine} data-testid={testIds.callWithoutWords}>
            {call.speechToText === null
              ? t.text('calls.noWords')
              : t.text('calls.engineSilent', { engine: call.speechToText })}
          </p>
        )}
        {call.conversation && <ConversationPanel conversation={call.conversation} />}
        <p className={styles.fine}>{t.text('calls.customerOnly')}</p>
      </div>
      <div className={calls.column}>
        <StreamPanel stream={call.stream} />
      </div>
    </div>
  );
}
