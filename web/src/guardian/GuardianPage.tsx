import { Button, Radio, Switch } from '@mantine/core';
import { useCallback, useEffect, useState } from 'react';
import { ApiError, NO_ANSWER } from '../api/api';
import { Newest } from '../api/newest';
import { asApiError } from '../api/useResource';
import { Settings } from '../app/Shell';
import { failure } from '../i18n/failure';
import { useTranslator } from '../i18n/Messages';
import me from '../me/me.module.css';
import { credentialOf } from '../me/my';
import type { Consent, NoticeChoice } from '../sdk/consent';
import { testIds } from '../testids';
import { ErrorState, LoadingState, Page } from '../ui/states';
import ui from '../ui/ui.module.css';

interface Asked {
  title: string;
  lines: string[];
  contact: string;
  choices: NoticeChoice[];
  askedAt: string;
  answeredAt: string | null;
}

const RELATIONS = ['parent', 'legal-guardian'] as const;
type Relation = (typeof RELATIONS)[number];

const key = (choice: NoticeChoice) => `${choice.purpose}/${choice.modality}`;

/** Where a parent or guardian reads the notice and answers for a minor, by the address they were handed. */
export default function GuardianPage() {
  const t = useTranslator();
  const [credential] = useState(() => credentialOf(location.hash));
  const [asked, setAsked] = useState<Asked | null>(null);
  const [confirmed, setConfirmed] = useState<Consent | null>(null);
  const [error, setError] = useState<ApiError | null>(null);

  const [questions] = useState(() => new Newest());

  const load = useCallback(() => {
    setError(null);
    const isNewest = questions.ask(); // whoever changes the language twice gets the last one
    ask<Asked>(credential, `?language=${t.language}`).then(
      notice => isNewest() && setAsked(notice),
      (cause: unknown) => isNewest() && setError(asApiError(cause)),
    );
  }, [questions, credential, t.language]);
  useEffect(load, [load]);

  const answered = confirmed !== null || (asked !== null && asked.answeredAt !== null);
  const lead = asked === null ? '' : t.text(answered ? 'guardian.leadAnswered' : 'guardian.lead');
  return (
    <main className={me.me} data-testid={testIds.guardian}>
      <Page title={t.text('guardian.title')} lead={lead} actions={<Settings />}>
        {error && !asked ? (
          <ErrorState error={error} onRetry={load} notHere={t.text('guardian.notHere')} />
        ) : !asked ? (
          <LoadingState />
        ) : confirmed ? (
          <Confirmed consent={confirmed} />
        ) : asked.answeredAt !== null ? (
          <section className={ui.card}>
            <p>{t.text('guardian.answered', { date: t.dateTime(asked.answeredAt) })}</p>
            <p className={ui.fine}>{asked.contact}</p>
          </section>
        ) : (
          <>
            {error && <p role="alert">{failure(t, error)}</p>}
            <Form
              asked={asked}
              key={t.language}
              onAnswer={body =>
                void ask<Consent>(credential, '', { ...body, language: t.language }).then(
                  setConfirmed,
                  (cause: unknown) => setError(asApiError(cause)),
                )
              }
            />
          </>
        )}
      </Page>
    </main>
  );
}

interface Answer {
  relation: Relation;
  choices: { purpose: string; modality: string; granted: boolean }[];
}

/** Everything is off until somebody switches it on; saying no is as easy as saying yes. */
function Form({ asked, onAnswer }: { asked: Asked; onAnswer(answer: Answer): void }) {
  const t = useTranslator();
  const [relation, setRelation] = useState<Relation | null>(null);
  const [granted, setGranted] = useState<ReadonlySet<string>>(new Set());
  const answer = (grants: (choice: NoticeChoice) => boolean) => {
    if (relation === null) return;
    const choices = asked.choices.map(choice => ({
      purpose: choice.purpose,
      modality: choice.modality,
      granted: grants(choice),
    }));
    onAnswer({ relation, choices });
  };
  return (
    <>
      <section className={ui.card}>
        <h2>{asked.title}</h2>
        <ul>
          {asked.lines.map(line => (
            <li key={line}>{line}</li>
          ))}
        </ul>
        <p className={ui.fine}>{asked.contact}</p>
      </section>
      <section className={ui.card}>
        <h2>{t.text('guardian.asked')}</h2>
        {asked.choices.length === 0 && <p>{t.text('guardian.nothing')}</p>}
        {asked.choices.map(choice => (
          <Switch
            key={key(choice)}
            checked={granted.has(key(choice))}
            onChange={event => {
              const next = new Set(granted);
              if (event.currentTarget.checked) next.add(key(choice));
              else next.delete(key(choice));
              setGranted(next);
            }}
            label={choice.label}
            description={choice.description}
            data-testid={testIds.consentSwitch(choice.purpose, choice.modality)}
          />
        ))}
        <Radio.Group
          label={t.text('guardian.relation')}
          value={relation ?? ''}
          onChange={value => setRelation(value as Relation)}
        >
          {RELATIONS.map(each => (
            <Radio
              key={each}
              value={each}
              mt="xs"
              label={t.text(`guardian.relation.${each}`)}
              data-testid={testIds.guardianRelation(each)}
            />
          ))}
        </Radio.Group>
        <div className={me.buttons}>
          <Button
            variant="default"
            disabled={relation === null || granted.size === 0}
            onClick={() => answer(choice => granted.has(key(choice)))}
            data-testid={testIds.guardianConfirm}
          >
            {t.text('guardian.confirm')}
          </Button>
          <Button variant="default" disabled={relation === null} onClick={() => answer(() => false)}>
            {t.text('guardian.refuse')}
          </Button>
        </div>
      </section>
    </>
  );
}

function Confirmed({ consent }: { consent: Consent }) {
  const t = useTranslator();
  const allowed = consent.choices.filter(choice => choice.granted);
  return (
    <section className={ui.card} role="status" data-testid={testIds.guardianDone}>
      <h2>{t.text(allowed.length > 0 ? 'guardian.confirmed' : 'guardian.refused')}</h2>
      <ul>
        {allowed.map(choice => (
          <li key={`${choice.purpose}/${choice.modality}`}>
            {t.named('purpose', choice.purpose)} · {t.named('modality', choice.modality)}
          </li>
        ))}
      </ul>
      {consent.personal !== undefined && (
        <p>
          <a href={consent.personal} target="_blank" rel="noreferrer">
            {t.text('guardian.personal')}
          </a>{' '}
          {t.text('guardian.keep')}
        </p>
      )}
    </section>
  );
}

/** The address travels in a header: what stands in a request's own address ends up in logs. */
async function ask<T>(credential: string, query: string, body?: unknown): Promise<T> {
  const answer = await fetch(`/v1/my/guardian${query}`, {
    method: body === undefined ? 'GET' : 'POST',
    headers: {
      Accept: 'application/json',
      'Accept-Language': document.documentElement.lang,
      'Attune-Guardian': credential,
      'Attune-Console': '1', // where the console is signed in in the same browser, its cookie comes along
      ...(body === undefined ? {} : { 'Content-Type': 'application/json' }),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  }).catch((cause: unknown) => {
    throw new ApiError(NO_ANSWER, String(cause));
  });
  if (answer.ok) return (await answer.json()) as T;
  const problem = (await answer.json().catch(() => ({}))) as { detail?: string };
  throw new ApiError(answer.status, problem.detail ?? String(answer.status));
}
