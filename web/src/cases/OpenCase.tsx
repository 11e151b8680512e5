import { Button, NativeSelect, Textarea } from '@mantine/core';
import { useState, type FormEvent } from 'react';
import { useNavigate } from 'react-router';
import { send } from '../api/api';
import { failure } from '../i18n/failure';
import { useTranslator } from '../i18n/Messages';
import { testIds } from '../testids';
import ui from '../ui/ui.module.css';
import { TOPICS, type CaseDetail } from './cases';
import styles from './cases.module.css';
import { topicName } from './words';

/** Somebody who talked to a customer says what went wrong. */
export function OpenCase({ person }: { person: string }) {
  const t = useTranslator();
  const navigate = useNavigate();
  const [topic, setTopic] = useState<string>(TOPICS[0]);
  const [note, setNote] = useState('');
  const [trouble, setTrouble] = useState<string | null>(null);
  const open = (event: FormEvent) => {
    event.preventDefault();
    setTrouble(null);
    send<CaseDetail>('POST', '/v1/cases', { subject: person, topic, note: note.trim() }).then(
      opened => void navigate(`/cases/${opened.id}`),
      (cause: unknown) => setTrouble(failure(t, cause)),
    );
  };
  return (
    <form className={ui.card} onSubmit={open}>
      <p className={ui.fine}>{t.text('cases.new.note')}</p>
      <NativeSelect
        label={t.text('cases.new.topic')}
        data={TOPICS.map(value => ({ value, label: topicName(t, value) }))}
        value={topic}
        onChange={event => setTopic(event.currentTarget.value)}
        data-testid={testIds.caseNewTopic}
      />
      <Textarea
        label={t.text('cases.new.what')}
        autosize
        minRows={2}
        maxLength={500}
        value={note}
        onChange={event => setNote(event.currentTarget.value)}
      />
      {trouble && (
        <p role="alert" className={styles.alert}>
          {trouble}
        </p>
      )}
      <Button type="submit" style={{ justifySelf: 'start' }} data-testid={testIds.caseNewOpen}>
        {t.text('cases.new')}
      </Button>
    </form>
  );
}
