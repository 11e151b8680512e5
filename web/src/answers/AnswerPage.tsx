import { Button } from '@mantine/core';
import { useEffect, useState } from 'react';
import { ApiError, NO_ANSWER } from '../api/api';
import { asApiError } from '../api/useResource';
import { Settings } from '../app/Shell';
import { topicName } from '../cases/words';
import { useTranslator } from '../i18n/Messages';
import { credentialOf } from '../me/my';
import { testIds } from '../testids';
import { ErrorState, LoadingState, Page } from '../ui/states';
import ui from '../ui/ui.module.css';
import styles from './answers.module.css';

interface Question {
  about: 'case' | 'quote';
  language: string;
  topic: string | null;
  quote: string | null;
  granted: boolean | null;
}

const SCALE = [1, 2, 3, 4, 5] as const;

/** Where a person answers what they were asked, by the address that was sent to them; there is no account. */
export default function AnswerPage() {
  const t = useTranslator();
  const [credential] = useState(() => credentialOf(location.hash));
  const [question, setQuestion] = useState<Question | null>(null);
  const [done, setDone] = useState<'yes' | 'no' | 'told' | null>(null);
  const [error, setError] = useState<ApiError | null>(null);
  const [round, setRound] = useState(0);

  useEffect(() => {
    ask<Question>(credential).then(setQuestion, (cause: unknown) => setError(asApiError(cause)));
  }, [credential, round]);

  const answer = (body: { satisfaction: number } | { granted: boolean }) =>
    ask(credential, body).then(
      () => setDone('satisfaction' in body ? 'told' : body.granted ? 'yes' : 'no'),
      (cause: unknown) => setError(asApiError(cause)),
    );

  return (
    <main className={styles.answer} data-testid={testIds.answer}>
      <Page title={t.text('answer.title')} lead={t.text('answer.lead')} actions={<Settings />}>
        {error ? (
          <ErrorState
            error={error}
            notHere={t.text('answer.notHere')}
            onRetry={() => {
              setError(null);
              setRound(round + 1);
            }}
          />
        ) : !question ? (
          <LoadingState rows={2} />
        ) : question.about === 'case' ? (
          <section className={ui.card}>
            <h2>{t.text('answer.case', { topic: topicName(t, question.topic ?? 'general') })}</h2>
            {done ? (
              <p role="status" data-testid={testIds.answerDone}>
                {t.text('answer.thanks')}
              </p>
            ) : (
              <>
                <div className={styles.scale} role="group" aria-label={t.text('answer.scale')}>
                  {SCALE.map(value => (
                    <Button
                      key={value}
                      variant="default"
                      data-testid={testIds.answerValue(value)}
                      onClick={() => void answer({ satisfaction: value })}
                      aria-label={t.text('answer.value', { value })}
                    >
                      {value}
                    </Button>
                  ))}
                </div>
                <p className={ui.fine}>{t.text('answer.scale.note')}</p>
              </>
            )}
          </section>
        ) : (
          <section className={ui.card}>
            <h2>{t.text('answer.quote')}</h2>
            <blockquote className={styles.quote} lang={question.language}>
              {question.quote}
            </blockquote>
            <p className={ui.fine}>{t.text('answer.quote.note')}</p>
            <div className={styles.scale}>
              <Button variant="default" data-testid={testIds.answerYes} onClick={() => void answer({ granted: true })}>
                {t.text('answer.quote.yes')}
              </Button>
              <Button variant="default" data-testid={testIds.answerNo} onClick={() => void answer({ granted: false })}>
                {t.text('answer.quote.no')}
              </Button>
            </div>
            <p role="status" data-testid={testIds.answerDone}>
              {done && done !== 'told'
                ? t.text(`answer.quote.said.${done}`)
                : question.granted !== null && t.text(`answer.quote.said.${question.granted ? 'yes' : 'no'}`)}
            </p>
          </section>
        )}
      </Page>
    </main>
  );
}

/** Reads the question, or answers it. The credential travels in a header: addresses end up in logs. */
async function ask<T>(credential: string, body?: unknown): Promise<T> {
  const answer = await fetch('/v1/my/answer', {
    method: body === undefined ? 'GET' : 'POST',
    headers: {
      Accept: 'application/json',
      'Attune-Answer': credential,
      'Attune-Console': '1', // where the console is signed in in the same browser, its cookie comes along
      ...(body === undefined ? {} : { 'Content-Type': 'application/json' }),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  }).catch((cause: unknown) => {
    throw new ApiError(NO_ANSWER, String(cause));
  });
  const text = await answer.text();
  if (answer.ok) return JSON.parse(text === '' ? 'null' : text) as T;
  let problem: { detail?: string } = {};
  try {
    problem = JSON.parse(text) as { detail?: string };
  } catch {
    // a proxy's page, not ours
  }
  throw new ApiError(answer.status, problem.detail ?? String(answer.status));
}
