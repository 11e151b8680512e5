import { Button, FileInput } from '@mantine/core';
import { useState } from 'react';
import { Link } from 'react-router';
import { sendBytes } from '../api/api';
import { failure } from '../i18n/failure';
import { useTranslator } from '../i18n/Messages';
import { testIds } from '../testids';
import ui from '../ui/ui.module.css';
import { formatOf, whatIsWrong, type Imported } from './customers';
import styles from './customers.module.css';

const MOST_SHOWN = 10; // of what could not be taken; the dead letters hold the rest

/** Events out of a file: how many were taken, and what is wrong with the others. */
export function ImportFile({ onImported }: { onImported(): void }) {
  const t = useTranslator();
  const [file, setFile] = useState<File | null>(null);
  const [busy, setBusy] = useState(false);
  const [taken, setTaken] = useState<Imported | null>(null);
  const [error, setError] = useState<string | null>(null);
  const read = () => {
    if (!file) return;
    setBusy(true);
    setError(null);
    setTaken(null);
    sendBytes<Imported>(`/v1/imports?format=${formatOf(file.name)}`, file)
      .then(
        answer => {
          setTaken(answer);
          onImported();
        },
        (cause: unknown) => setError(failure(t, cause)),
      )
      .finally(() => setBusy(false));
  };
  return (
    <section className={ui.card} aria-label={t.text('imports.title')}>
      <p className={ui.fine}>{t.text('imports.note')}</p>
      <div className={styles.search}>
        <FileInput
          label={t.text('imports.file')}
          placeholder={t.text('imports.choose')}
          accept=".csv,.jsonl,.ndjson"
          value={file}
          onChange={setFile}
          data-testid={testIds.importFile}
        />
        <Button onClick={read} disabled={!file} loading={busy} data-testid={testIds.importSend}>
          {t.text('imports.send')}
        </Button>
      </div>
      {error && (
        <p className={styles.alert} role="alert">
          {error}
        </p>
      )}
      {taken && (
        <div role="status" data-testid={testIds.importTaken}>
          <p>
            {t.text('imports.taken', {
              stored: taken.stored,
              duplicates: taken.duplicates,
              refused: taken.refused,
              rejected: taken.rejectedInAll,
            })}
          </p>
          {taken.refused > 0 && <p className={ui.fine}>{t.text('imports.refused')}</p>}
          {taken.rejected.length > 0 && (
            <>
              <ul>
                {taken.rejected.slice(0, MOST_SHOWN).map(each => (
                  <li key={each.deadLetter} className={styles.breaking}>
                    {t.text('imports.event', { n: each.index + 1 })} <code>{each.path === '' ? '/' : each.path}</code>:{' '}
                    {whatIsWrong(t, { ...each, wrong: '' })}
                  </li>
                ))}
              </ul>
              <Link to="/customers/dead-letters">{t.text('letters.title')}</Link>
            </>
          )}
        </div>
      )}
    </section>
  );
}
