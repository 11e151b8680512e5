import { Button } from '@mantine/core';
import { IconMailOff } from '@tabler/icons-react';
import { useState } from 'react';
import { Link, useSearchParams } from 'react-router';
import { send } from '../api/api';
import { staying, useResource } from '../api/useResource';
import { failure } from '../i18n/failure';
import { useTranslator } from '../i18n/Messages';
import { EmptyState, ErrorState, LoadingState, Page } from '../ui/states';
import { testIds } from '../testids';
import ui from '../ui/ui.module.css';
import { whatIsWrong, type AllReplayed, type DeadLetter } from './customers';
import styles from './customers.module.css';
import { Pages } from './Pages';

/** Events that could not be taken: what is wrong, where, by which rule; and another try once it is mended. */
export default function DeadLettersPage() {
  const t = useTranslator();
  const [address] = useSearchParams();
  const after = address.get('after') ?? '';
  const [read, reload] = useResource<{ inAll: number; letters: DeadLetter[]; next: string | null }>(
    `/v1/dead-letters?after=${encodeURIComponent(after)}`,
  );
  const letters = staying(read);
  const [told, setTold] = useState<string | null>(null);
  const replayAll = (type: string) =>
    send<AllReplayed>('POST', '/v1/dead-letters/replays', { type }).then(
      all => {
        setTold(t.text('letters.allReplayed', { ...all }));
        reload();
      },
      (cause: unknown) => setTold(failure(t, cause)),
    );
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
      {told && <p role="status">{told}</p>}
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
                <Letter
                  letter={letter}
                  alike={letters.value.letters.filter(each => each.replayable && each.type === letter.type).length}
                  onChanged={reload}
                  onReplayAll={() => void replayAll(letter.type)}
                />
              </li>
            ))}
          </ul>
          <Pages path="/customers/dead-letters" after={after} next={letters.value.next} />
        </>
      )}
    </Page>
  );
}

/** @param props.alike how many of its type could be replayed, itself among them */
function Letter(props: { letter: DeadLetter; alike: number; onChanged(): void; onReplayAll(): void }) {
  const { letter, onChanged } = props;
  const t = useTranslator();
  const [error, setError] = useState<string | null>(null);
  const path = `/v1/dead-letters/${encodeURIComponent(letter.id)}`;
  const attempt = (work: Promise<unknown>) => {
    setError(null);
    work.then(onChanged, (cause: unknown) => setError(failure(t, cause)));
  };
  return (
    <article className={styles.letter}>
      <header>
        <b>{letter.type === '' ? t.text('letters.noType') : letter.type}</b>
        <span className={ui.fine}>
          {t.dateTime(letter.arrivedAt)} · {letter.source}
        </span>
      </header>
      <p>{whatIsWrong(t, letter)}</p>
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
        {letter.replayable && props.alike > 1 && (
          <Button variant="default" size="xs" onClick={props.onReplayAll}>
            {t.text('letters.replayAll')}
          </Button>
        )}
        <Button variant="subtle" size="xs" onClick={() => attempt(send('DELETE', path))}>
          {t.text('letters.delete')}
        </Button>
        {!letter.replayable && <span className={ui.fine}>{t.text('letters.notReplayable')}</span>}
      </div>
    </article>
  );
}
