import { Button, TextInput } from '@mantine/core';
import { useContext, useState, type FormEvent } from 'react';
import { lookFor } from '../api/api';
import { MeContext } from '../app/me';
import { failure } from '../i18n/failure';
import { useTranslator } from '../i18n/Messages';
import { testIds } from '../testids';
import uiStyles from '../ui/ui.module.css';
import styles from './trust.module.css';

interface Look {
  at: string;
  actor: string;
  purpose: string;
  object: string;
  outcome: 'done' | 'refused';
  reason: string;
}

/** Who looked at one person's data, or tried to, for those who answer for that. */
export function LooksCard() {
  const t = useTranslator();
  const { role } = useContext(MeContext);
  const [subject, setSubject] = useState('');
  const [looks, setLooks] = useState<{ subject: string; all: Look[] } | null>(null);
  const [error, setError] = useState<string | null>(null);
  if (role !== 'admin' && role !== 'privacy-officer') return null;

  const ask = (event: FormEvent) => {
    event.preventDefault();
    const asked = subject.trim();
    setError(null);
    setLooks(null);
    lookFor<Look[]>('/v1/persons/looks', { subject: asked }, 'privacy-request').then(
      all => setLooks({ subject: asked, all }),
      (cause: unknown) => setError(failure(t, cause)),
    );
  };

  return (
    <section className={uiStyles.card} data-testid={testIds.trustLooks}>
      <h2>{t.text('looks.title')}</h2>
      <p className={uiStyles.fine}>{t.text('looks.note')}</p>
      <form className={styles.ask} onSubmit={ask}>
        <TextInput
          label={t.text('looks.subject')}
          value={subject}
          maxLength={200}
          error={error}
          autoComplete="off"
          onChange={event => setSubject(event.currentTarget.value)}
        />
        <Button type="submit" disabled={subject.trim() === ''}>
          {t.text('looks.ask')}
        </Button>
      </form>
      {looks && <p role="status">{t.text('looks.count', { looks: looks.all.length, subject: looks.subject })}</p>}
      {looks && looks.all.length > 0 && (
        <ul className={styles.records}>
          {looks.all.map((look, i) => (
            <li key={i}>
              <span>{t.dateTime(look.at)}</span>
              <b className={styles.command}>{look.actor}</b>
              <span>
                {t.named('looks.object', look.object)} · {t.named('looks.for', look.purpose)}
              </span>
              {look.outcome === 'refused' && <span>{t.text('looks.refused')}</span>}
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
