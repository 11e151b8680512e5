import { Badge, Button, CopyButton, NativeSelect, Textarea, TextInput } from '@mantine/core';
import { IconArrowLeft, IconExternalLink } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import { Link, useParams } from 'react-router';
import { lookAt, send } from '../api/api';
import { useResource } from '../api/useResource';
import { usePurpose } from '../app/me';
import { failure } from '../i18n/failure';
import { useTranslator } from '../i18n/Messages';
import { testIds } from '../testids';
import { ErrorState, LoadingState, Page } from '../ui/states';
import ui from '../ui/ui.module.css';
import { told, type CaseDetail, type Draft, type HelpDesk, type HistoryEntry } from './cases';
import styles from './cases.module.css';
import { sent, withDraft, withNewer, withoutDraft, type Drafting } from './drafting';
import { Due, Level, topicName } from './words';

/** How often a page looks whether a task has arrived in the other system. */
const LOOK_AGAIN_MS = 2000;

/** One case: its steps, what to say, what was done, and how it went on. */
export default function CasePage() {
  const t = useTranslator();
  const { id = '' } = useParams();
  const [found, reload] = useResource<CaseDetail>(`/v1/cases/${encodeURIComponent(id)}`, usePurpose());
  const waits =
    found.state === 'loaded' && found.value.history.some(entry => entry.kind === 'task' && !entry.detail['delivered']);
  useEffect(() => {
    if (!waits) return;
    const timer = setInterval(reload, LOOK_AGAIN_MS);
    return () => clearInterval(timer);
  }, [waits, reload]);
  if (found.state === 'loading') return <LoadingState />;
  if (found.state === 'failed') return <ErrorState error={found.error} onRetry={reload} />;
  return (
    <Page
      title={`${topicName(t, found.value.topic)} · ${found.value.subject}`}
      tab={topicName(t, found.value.topic)}
      lead={found.value.outcome ? t.named('cases.outcome', found.value.outcome) : t.text('cases.one.lead')}
      actions={
        <Button
          component={Link}
          to="/cases"
          variant="subtle"
          leftSection={<IconArrowLeft size={16} aria-hidden="true" />}
        >
          {t.text('cases.title')}
        </Button>
      }
    >
      <Body one={found.value} onChanged={reload} />
    </Page>
  );
}

function Body({ one, onChanged }: { one: CaseDetail; onChanged(): void }) {
  const t = useTranslator();
  const [trouble, setTrouble] = useState<string | null>(null);
  const [link, setLink] = useState<string | null>(null);
  const at = `/v1/cases/${one.id}`;
  const attempt = (work: () => Promise<unknown>) => {
    setTrouble(null);
    work().then(onChanged, (cause: unknown) => setTrouble(failure(t, cause)));
  };
  const next = one.steps.find(step => step.standing === 'next');
  return (
    <>
      <div className={ui.tags} data-testid={testIds.caseState} data-state={one.state} data-outcome={one.outcome ?? ''}>
        {!one.outcome && <Level level={one.level} />}
        <Badge variant="default" radius="sm" tt="none">
          {t.named('cases.state', one.state)}
        </Badge>
        {next && <Due dueAt={one.dueAt} />}
        <Link to={`/workspace/${encodeURIComponent(one.person)}`}>{t.text('cases.one.person')}</Link>
      </div>
      {trouble && (
        <p role="alert" className={styles.alert}>
          {trouble}
        </p>
      )}
      <ol className={styles.steps} aria-label={t.text('cases.one.steps')}>
        {one.steps.map(step => (
          <li key={step.id} data-standing={step.standing} aria-current={step.standing === 'next' ? 'step' : undefined}>
            <b>{t.named('cases.state', step.id)}</b>
            <span className={ui.fine}>
              {step.option ? t.named('cases.option', step.option) : t.text(`cases.standing.${step.standing}`)}
            </span>
          </li>
        ))}
      </ol>
      <div className={one.outcome ? styles.column : styles.columns}>
        <div className={styles.column} hidden={one.outcome !== null}>
          {!one.outcome && <Say one={one} attempt={attempt} />}
          {next && (
            <section className={ui.card} aria-labelledby="case-do">
              <h2 id="case-do">{t.text('cases.one.do', { step: t.named('cases.state', next.id) })}</h2>
              <div className={styles.buttons}>
                {next.options.map(option => (
                  <Button
                    key={option.id}
                    variant={option.suggested ? 'filled' : 'default'}
                    data-testid={testIds.caseOption(option.id)}
                    onClick={() => attempt(() => send('POST', `${at}/steps`, { step: next.id, option: option.id }))}
                  >
                    {t.named('cases.option', option.id)}
                  </Button>
                ))}
              </div>
              <Skip at={at} step={next.id} attempt={attempt} />
              {next.options.some(option => option.entitlement) && (
                <p className={ui.fine}>{t.text('cases.one.entitlement')}</p>
              )}
              {one.inVain.length > 0 && (
                <p className={ui.fine}>
                  {t.text('cases.one.inVain', {
                    options: t.list(one.inVain.map(option => t.named('cases.option', option))),
                  })}
                </p>
              )}
            </section>
          )}
          {one.state === 'follow-up' && (
            <section className={ui.card} aria-labelledby="case-ask">
              <h2 id="case-ask">{t.text('cases.ask')}</h2>
              <p className={ui.fine}>
                {one.askFrom ? t.text('cases.ask.from', { time: t.dateTime(one.askFrom) }) : t.text('cases.ask.enough')}
              </p>
              {one.askFrom && (
                <div className={styles.buttons}>
                  <Button
                    data-testid={testIds.caseAskMail}
                    disabled={!one.mail}
                    onClick={() => attempt(() => send('POST', `${at}/asks`, { target: 'mail' }))}
                  >
                    {t.text('cases.say.mail')}
                  </Button>
                  <Button
                    variant="default"
                    data-testid={testIds.caseAsk}
                    onClick={() =>
                      attempt(async () => setLink((await send<{ link: string }>('POST', `${at}/asks`, {})).link))
                    }
                  >
                    {t.text('cases.ask.make')}
                  </Button>
                </div>
              )}
              {one.askFrom && !one.mail && <p className={ui.fine}>{t.text('cases.say.noMail')}</p>}
              {link && (
                <code className={ui.code} data-testid={testIds.caseAskLink}>
                  {link}
                </code>
              )}
            </section>
          )}
        </div>
        <div className={styles.column}>
          {!one.outcome && <HandOver one={one} attempt={attempt} />}
          <History one={one} />
        </div>
      </div>
    </>
  );
}

/** Whoever leaves out a step says why; the history keeps it. */
function Skip({ at, step, attempt }: { at: string; step: string; attempt(work: () => Promise<unknown>): void }) {
  const t = useTranslator();
  const [reason, setReason] = useState('');
  return (
    <details>
      <summary>{t.text('cases.skip')}</summary>
      <div className={styles.buttons}>
        <TextInput
          label={t.text('cases.skip.why')}
          value={reason}
          maxLength={500}
          onChange={event => setReason(event.currentTarget.value)}
        />
        <Button
          variant="default"
          disabled={reason.trim() === ''}
          data-testid={testIds.caseSkip}
          onClick={() =>
            attempt(async () => {
              await send('POST', `${at}/steps`, { step, skipped: reason.trim() });
              setReason('');
            })
          }
        >
          {t.text('cases.skip.do')}
        </Button>
      </div>
    </details>
  );
}

/** What could be said now, in the tone and language of the person; to be changed by whoever sends it. */
function Say({ one, attempt }: { one: CaseDetail; attempt(work: () => Promise<unknown>): void }) {
  const t = useTranslator();
  const purpose = usePurpose();
  const [drafting, setDrafting] = useState<Drafting | null>(null);
  useEffect(() => {
    let current = true;
    lookAt<Draft>(`/v1/cases/${one.id}/draft`, purpose).then(
      made => current && setDrafting(before => withDraft(before, made)),
      () => current && setDrafting(withoutDraft),
    );
    return () => {
      current = false;
    };
  }, [one.id, one.state, purpose]);
  if (!drafting) return null;
  const { draft, text, newer } = drafting;
  return (
    <section className={ui.card} aria-labelledby="case-say" data-testid={testIds.caseDraft} data-tone={draft.tone}>
      <h2 id="case-say">{t.text('cases.say')}</h2>
      <p className={ui.fine}>
        {t.text('cases.say.note', {
          tone: t.named('cases.tone', draft.tone),
          language: t.languageName(draft.language),
        })}
      </p>
      <Textarea
        aria-label={t.text('cases.say')}
        value={text}
        lang={draft.language}
        autosize
        minRows={3}
        onChange={event => setDrafting({ ...drafting, text: event.currentTarget.value })}
      />
      {newer && (
        <div className={styles.buttons} role="status">
          <span className={ui.fine}>{t.text('cases.say.newer')}</span>
          <Button
            size="xs"
            variant="default"
            data-testid={testIds.caseNewerDraft}
            onClick={() => setDrafting(withNewer(drafting))}
          >
            {t.text('cases.say.takeNewer')}
          </Button>
        </div>
      )}
      <div className={styles.buttons}>
        <Button
          data-testid={testIds.caseSend}
          disabled={!one.mail}
          onClick={() =>
            attempt(async () => {
              await send('POST', `/v1/cases/${one.id}/messages`, { target: 'mail', text });
              setDrafting(before => before && sent(before, text));
            })
          }
        >
          {t.text('cases.say.mail')}
        </Button>
        <CopyButton value={text}>
          {({ copied, copy }) => (
            <Button variant="default" onClick={copy}>
              {t.text(copied ? 'copied' : 'copy')}
            </Button>
          )}
        </CopyButton>
      </div>
      {!one.mail && <p className={ui.fine}>{t.text('cases.say.noMail')}</p>}
    </section>
  );
}

/** To a colleague, or to another system by one click. */
function HandOver({ one, attempt }: { one: CaseDetail; attempt(work: () => Promise<unknown>): void }) {
  const t = useTranslator();
  const [systems] = useResource<HelpDesk[]>('/v1/repair/systems');
  const [chosen, setChosen] = useState('');
  const known = systems.state === 'loaded' ? systems.value : [];
  const system = chosen || known[0]?.id;
  return (
    <section className={ui.card} aria-labelledby="case-hand">
      <h2 id="case-hand">{t.text('cases.hand')}</h2>
      <div className={styles.buttons}>
        <Button
          variant="default"
          onClick={() => attempt(() => send('POST', `/v1/cases/${one.id}/owner`, { mine: one.owner === null }))}
        >
          {t.text(one.owner === null ? 'cases.hand.take' : 'cases.hand.release')}
        </Button>
        {known.length > 1 && (
          <NativeSelect
            aria-label={t.text('cases.hand.system')}
            data={known.map(each => ({ value: each.id, label: each.name }))}
            value={system ?? ''}
            onChange={event => setChosen(event.currentTarget.value)}
          />
        )}
        {system && (
          <Button
            variant="default"
            data-testid={testIds.caseTask}
            onClick={() => attempt(() => send('POST', `/v1/cases/${one.id}/tasks`, { connector: system }))}
          >
            {t.text('cases.hand.task', { system: known.find(each => each.id === system)?.name ?? '' })}
          </Button>
        )}
      </div>
      <p className={ui.fine}>{t.text(system ? 'cases.hand.note' : 'cases.hand.none')}</p>
      <div className={styles.buttons}>
        {(['not-repaired', 'mistaken'] as const).map(outcome => (
          <Button
            key={outcome}
            variant="subtle"
            size="xs"
            color="gray"
            onClick={() => attempt(() => send('POST', `/v1/cases/${one.id}/end`, { outcome }))}
          >
            {t.text(`cases.end.${outcome}`)}
          </Button>
        ))}
      </div>
    </section>
  );
}

function History({ one }: { one: CaseDetail }) {
  const t = useTranslator();
  return (
    <section className={ui.card} aria-labelledby="case-history">
      <h2 id="case-history">{t.text('cases.history')}</h2>
      {one.earlier > 0 && <p className={ui.fine}>{t.text('cases.earlier', { count: one.earlier })}</p>}
      <ul className={styles.history} data-testid={testIds.caseHistory}>
        {one.history.toReversed().map(entry => (
          <li key={entry.id} data-kind={entry.kind} data-displayed={entry.displayed}>
            <span>
              <Told entry={entry} />
            </span>
            <span className={ui.fine}>{t.dateTime(entry.at)}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}

function Told({ entry }: { entry: HistoryEntry }) {
  const t = useTranslator();
  const url = told(entry, 'externalUrl');
  const words = [
    t.named('cases.entry', entry.kind),
    entry.kind === 'evidence' && t.named('cases.source', told(entry, 'source')),
    told(entry, 'rule') || told(entry, 'reason'), // an alert's reason is a sentence in English, for other systems
    told(entry, 'note'),
    told(entry, 'step') && t.named('cases.state', told(entry, 'step')),
    told(entry, 'option') && t.named('cases.option', told(entry, 'option')),
    told(entry, 'outcome') && t.named('cases.outcome', told(entry, 'outcome')),
    typeof entry.detail['satisfaction'] === 'number' &&
      t.text('cases.answered', { answer: Math.round(1 + 4 * entry.detail['satisfaction']) }),
    told(entry, 'text'),
  ];
  return (
    <>
      {words.filter(Boolean).join(' · ')}
      {url && (
        <>
          {' '}
          <a href={url} target="_blank" rel="noreferrer">
            {told(entry, 'externalId') || url} <IconExternalLink size={14} aria-hidden="true" />
          </a>
        </>
      )}
    </>
  );
}
