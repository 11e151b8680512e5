import { Button, Checkbox, FileInput, NativeSelect } from '@mantine/core';
import { useState } from 'react';
import { sendBytes } from '../api/api';
import { Newest } from '../api/newest';
import { failure } from '../i18n/failure';
import { useTranslator } from '../i18n/Messages';
import { testIds } from '../testids';
import ui from '../ui/ui.module.css';
import { guessed, isWorkbook, SIGNATURE, type Upload } from './feedback';
import styles from './feedback.module.css';

const BEGINNING = 1 << 16; // bytes; holds the header
const MEGABYTE = 1 << 20;
const ENCODINGS = ['UTF-8', 'windows-1251', 'GB18030', 'UTF-16'];
const PURPOSES = ['analytics', 'research', 'personalization'] as const;
const COLUMNS = ['text', 'time', 'product', 'id'] as const;
type ColumnKind = (typeof COLUMNS)[number];
type Chosen = Record<ColumnKind, string>;

/** A table from this computer: which of its columns hold what, what it may be read for, then the upload. */
export function UploadForm({ maxBytes, onUploaded }: { maxBytes: number; onUploaded(upload: Upload): void }) {
  const t = useTranslator();
  const [file, setFile] = useState<File | null>(null);
  const [encoding, setEncoding] = useState(ENCODINGS[0]!);
  const [columns, setColumns] = useState<string[] | null>(null);
  const [chosen, setChosen] = useState<Chosen>({ text: '', time: '', product: '', id: '' });
  const [purpose, setPurpose] = useState<string>(PURPOSES[0]);
  const [permitted, setPermitted] = useState(false);
  const [busy, setBusy] = useState(false);
  const [trouble, setTrouble] = useState<string | null>(null);
  const [choices] = useState(() => new Newest());

  async function choose(next: File | null, inEncoding: string) {
    const isNewest = choices.ask();
    if (next !== file) setPermitted(false); // what was said of another file
    setFile(next);
    setEncoding(inEncoding);
    setColumns(null);
    setTrouble(null);
    if (!next) return;
    if (next.size > maxBytes) {
      setTrouble(t.text('feedback.upload.tooLarge', { size: megabytes(next.size), most: megabytes(maxBytes) }));
      return;
    }
    if (isWorkbook(new Uint8Array(await next.slice(0, SIGNATURE).arrayBuffer()))) {
      if (isNewest()) setTrouble(t.text('feedback.upload.workbook'));
      return;
    }
    try {
      const asked = new URLSearchParams({ name: next.name, encoding: inEncoding });
      const beginning = next.slice(0, BEGINNING);
      const answer = await sendBytes<{ columns: string[] }>(`/v1/feedback/columns?${asked}`, beginning);
      if (!isNewest()) return;
      setColumns(answer.columns);
      setChosen({
        text: guessed('text', answer.columns),
        time: guessed('time', answer.columns),
        product: guessed('product', answer.columns),
        id: guessed('id', answer.columns),
      });
    } catch (cause) {
      if (isNewest()) setTrouble(failure(t, cause, { 400: 'feedback.upload.unreadable' }));
    }
  }

  async function upload() {
    if (!file) return;
    setBusy(true);
    setTrouble(null);
    try {
      const asked = new URLSearchParams({ name: file.name, encoding, purpose });
      for (const kind of COLUMNS) if (chosen[kind]) asked.set(`${kind}Column`, chosen[kind]);
      onUploaded(await sendBytes<Upload>(`/v1/feedback?${asked}`, file));
      setFile(null);
      setColumns(null);
      setPermitted(false);
    } catch (cause) {
      setTrouble(failure(t, cause));
    } finally {
      setBusy(false);
    }
  }

  const megabytes = (bytes: number) => t.number(bytes / MEGABYTE, 1);

  return (
    <section className={ui.card} aria-labelledby="feedback-upload">
      <h2 id="feedback-upload">{t.text('feedback.upload.title')}</h2>
      <p className={ui.fine}>{t.text('feedback.upload.note')}</p>
      <div className={styles.form}>
        <FileInput
          label={t.text('feedback.upload.file')}
          placeholder={t.text('feedback.upload.choose')}
          accept=".csv,.tsv,.jsonl,.ndjson"
          value={file}
          onChange={next => void choose(next, encoding)}
          clearable
          clearButtonProps={{ 'aria-label': t.text('feedback.upload.clear') }}
          data-testid={testIds.feedbackFile}
        />
        <NativeSelect
          label={t.text('feedback.upload.encoding')}
          value={encoding}
          onChange={event => void choose(file, event.currentTarget.value)}
          data={ENCODINGS}
        />
      </div>
      {columns && (
        <>
          <div className={styles.form}>
            {COLUMNS.map(kind => (
              <NativeSelect
                key={kind}
                label={t.text(`feedback.upload.column.${kind}`)}
                value={chosen[kind]}
                onChange={event => setChosen({ ...chosen, [kind]: event.currentTarget.value })}
                data={[
                  ...(kind === 'text' ? [] : [{ value: '', label: t.text('feedback.upload.none') }]),
                  ...columns.map(column => ({ value: column, label: column })),
                ]}
                data-testid={testIds.feedbackColumn(kind)}
              />
            ))}
          </div>
          <NativeSelect
            label={t.text('feedback.upload.purpose')}
            value={purpose}
            onChange={event => setPurpose(event.currentTarget.value)}
            data={PURPOSES.map(value => ({ value, label: t.named('purpose', value) }))}
          />
          <Checkbox
            label={t.text('feedback.upload.permitted')}
            checked={permitted}
            onChange={event => setPermitted(event.currentTarget.checked)}
            data-testid={testIds.feedbackPermitted}
          />
          <div>
            <Button
              onClick={() => void upload()}
              loading={busy}
              disabled={!permitted}
              data-testid={testIds.feedbackUpload}
            >
              {t.text('feedback.upload.go')}
            </Button>
          </div>
        </>
      )}
      {trouble && (
        <p role="alert" className={styles.alert}>
          {trouble}
        </p>
      )}
    </section>
  );
}
