import { ActionIcon, Progress } from '@mantine/core';
import { IconMessages, IconTrash } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import { Link } from 'react-router';
import { send } from '../api/api';
import { useResource } from '../api/useResource';
import { failure } from '../i18n/failure';
import { useTranslator } from '../i18n/Messages';
import { testIds } from '../testids';
import { EmptyState, ErrorState, LoadingState, Page } from '../ui/states';
import ui from '../ui/ui.module.css';
import type { Upload, Uploads } from './feedback';
import styles from './feedback.module.css';
import { UploadForm } from './UploadForm';

const LOOK_AGAIN_MS = 1000;

/** Tables of feedback: take one in, see how far it is read, open its report, erase it. */
export default function FeedbackPage() {
  const t = useTranslator();
  const [uploads, reload] = useResource<Uploads>('/v1/feedback');
  const [trouble, setTrouble] = useState<string | null>(null);
  const reading = uploads.state === 'loaded' && uploads.value.uploads.some(upload => upload.state === 'reading');
  useEffect(() => {
    if (!reading) return;
    const timer = setInterval(reload, LOOK_AGAIN_MS);
    return () => clearInterval(timer);
  }, [reading, reload]);

  async function erase(upload: Upload) {
    if (!confirm(t.text('feedback.confirmErase', { name: upload.name }))) return;
    try {
      await send('DELETE', `/v1/feedback/${upload.id}`);
      setTrouble(null);
    } catch (cause) {
      setTrouble(failure(t, cause));
    }
    reload();
  }

  return (
    <Page title={t.text('feedback.title')} lead={t.text('feedback.lead')}>
      {uploads.state === 'loading' && <LoadingState />}
      {uploads.state === 'failed' && <ErrorState error={uploads.error} onRetry={reload} />}
      {uploads.state === 'loaded' && (
        <>
          <UploadForm maxBytes={uploads.value.maxBytes} onUploaded={reload} />
          {trouble && (
            <p role="alert" className={styles.alert}>
              {trouble}
            </p>
          )}
          {uploads.value.uploads.length === 0 ? (
            <EmptyState picture={<IconMessages size={56} stroke={1} />} text={t.text('feedback.empty')} />
          ) : (
            <ul className={ui.list}>
              {uploads.value.uploads.map(upload => (
                <Row key={upload.id} upload={upload} onErase={() => void erase(upload)} />
              ))}
            </ul>
          )}
        </>
      )}
    </Page>
  );
}

function Row({ upload, onErase }: { upload: Upload; onErase(): void }) {
  const t = useTranslator();
  return (
    <li data-testid={testIds.feedbackTable} data-state={upload.state}>
      <div className={ui.grow}>
        {upload.state === 'done' ? <Link to={`/feedback/${upload.id}`}>{upload.name}</Link> : <b>{upload.name}</b>}
        <p className={ui.fine}>
          {t.dateTime(upload.uploadedAt)} · {t.named('purpose', upload.purpose)} ·{' '}
          {t.text('feedback.erasedAt', { time: t.dateTime(upload.erasedAt) })}
        </p>
        {upload.state === 'failed' && (
          <p className={styles.alert}>
            {t.named('feedback.failure', upload.failure ?? '')} {upload.detail}
          </p>
        )}
        {upload.state === 'reading' && (
          <Progress
            value={100 * (upload.progress ?? 0)}
            aria-label={t.text('feedback.reading', { share: t.percent(upload.progress ?? 0) })}
          />
        )}
      </div>
      <span className={ui.fine}>
        {upload.state === 'reading' && `${t.text('feedback.reading', { share: t.percent(upload.progress ?? 0) })} · `}
        {upload.state !== 'failed' && t.text('feedback.counts', { rows: upload.rows, rejected: upload.rejected })}
      </span>
      <ActionIcon
        variant="subtle"
        color="gray"
        onClick={onErase}
        aria-label={t.text('feedback.erase', { name: upload.name })}
        title={t.text('feedback.erase', { name: upload.name })}
      >
        <IconTrash size={17} stroke={1.6} aria-hidden="true" />
      </ActionIcon>
    </li>
  );
}
