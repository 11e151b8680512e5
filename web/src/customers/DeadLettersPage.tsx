import { Button } from '@mantine/core';
import { IconMailOff } from '@tabler/icons-react';
import { useState } from 'react';
import { Link } from 'react-router';
import { send } from '../api/api';
import { asApiError, useResource } from '../api/useResource';
import { useTranslator } from '../i18n/Messages';
import { EmptyState, ErrorState, LoadingState, Page } from '../ui/states';
import { testIds } from '../testids';
import ui from '../ui/ui.module.css';
import type { DeadLetter } from './customers';
import styles from './customers.module.css';

/** Events that could not be taken: what is wrong, where, by which rule; and another try once it is mended. */
export default function DeadLettersPage() {
  const t = useTranslator();
  const [letters, reload] = useResource<{ inAll: number; letters: DeadLetter[] }>('/v1/dead-letters');
  return (
    <Page
      title={t.text('letters.title')}
      lead={t.text('letters.lead')}
      actions={
        <Button component={Link} to="/customers" variant="default">
          {t.text('customers.title')}
        </Button>
      }
    >
      {letters.state === 'loading' && <LoadingState />}
      {letters.state === 'failed' && <ErrorState error={letters.error} onRetry={reload} />}
      {letters.state === 'loaded' && letters.value.letters.length === 0 && (
        <EmptyState picture={<IconMailOff size={56} stroke={1} />} text={t.text('letters.empty')} />
      )}
      {letters.state === 'loaded' && letters.value.letters.length > 0 && (
        <>
          <p className={ui.fine}>
            {t.text('letters.inAll', { n: letters.value.inAll, shown: letters.value.letters.length })}
          </p>
          <ul className={ui.list} data-testid={testIds.deadLetters}>
            {letters.value.letters.map(letter => (
              <li key={letter.id}>
                <Letter letter={letter} onChanged={reload} />
              </li>
            ))}
          </ul>
        </>
      )}
    </Page>
  );
}

function Letter({ letter, onChanged }: { letter: DeadLetter; onChanged(): void }) {
  const t = useTranslator();
  const [error, setError] = useState<string | null>(null);
  const path = `/v1/dead-letters/${encodeURIComponent(letter.id)}`;
  const attempt = (work: Promise<unknown>) => {
    setError(null);
    work.then(onChanged, (cause: unknown) => setError(asApiError(cause).message));
  };
  return (
    <article className={styles.letter}>
      <header>
        <b>{letter.type === '' ? t.text('letters.noType') : letter.type}</b>
        <span className={ui.fine}>
          {t.dateTime(letter.arrivedAt)} · {letter.source}
        </span>
      </header>
      <p>{letter.reason}</p>
      <dl className={ui.facts}>
        <dt>{t.text('letters.path')}</dt>
        <dd>
          <code>{letter.path === '' ? '/' : letter.path}</code>
        </dd>
        {letter.schemaPath !== '' && (
          <>
            <dt>{t.text('letters.schemaPath')}</dt>
            <dd>
              <code>{letter.schemaPath}</code>
            </dd>
          </>
        )}
      </dl>
      <details>
        <summary>{t.text('letters.masked')}</summary>
        <pre className={ui.code}>{letter.masked}</pre>
      </details>
      {error && (
        <p className={styles.alert} role="alert">
          {error}
        </p>
      )}
      <div className={ui.tags}>
        <Button
          variant="default"
          size="xs"
          disabled={!letter.replayable}
          onClick={() => attempt(send('POST', `${path}/replays`))}
        >
          {t.text('letters.replay')}
        </Button>
        <Button variant="subtle" size="xs" onClick={() => attempt(send('DELETE', path))}>
          {t.text('letters.delete')}
        </Button>
        {!letter.replayable && <span className={ui.fine}>{t.text('letters.notReplayable')}</span>}
      </div>
    </article>
  );
}
