import { Button } from '@mantine/core';
import { IconInbox } from '@tabler/icons-react';
import { Link, useParams } from 'react-router';
import { useResource } from '../api/useResource';
import { usePurpose } from '../app/me';
import { Due, Level, topicName } from '../cases/words';
import { useTranslator } from '../i18n/Messages';
import { testIds } from '../testids';
import { EmptyState, ErrorState, LoadingState, Page } from '../ui/states';
import ui from '../ui/ui.module.css';
import { dots, type Panel, type Point, type Row } from './workspace';
import styles from './workspace.module.css';

/** Whom to answer next, and how. Everything on it is about customers; nobody who works here is looked at. */
export default function WorkspacePage() {
  const t = useTranslator();
  const { person } = useParams();
  const [inbox, reload] = useResource<Row[]>('/v1/workspace/inbox', usePurpose());
  return (
    <Page title={t.text('workspace.title')} lead={t.text('workspace.lead')}>
      {inbox.state === 'loading' && <LoadingState />}
      {inbox.state === 'failed' && <ErrorState error={inbox.error} onRetry={reload} />}
      {inbox.state === 'loaded' && inbox.value.length === 0 && !person && (
        <EmptyState
          picture={<IconInbox size={56} stroke={1} />}
          text={t.text('workspace.empty')}
          action={
            <Button component={Link} to="/customers" variant="default">
              {t.text('cases.empty.action')}
            </Button>
          }
        />
      )}
      {inbox.state === 'loaded' && (inbox.value.length > 0 || person) && (
        <div className={styles.columns} data-chosen={person !== undefined}>
          {person && (
            <Link to="/workspace" className={styles.back}>
              {t.text('workspace.inbox')}
            </Link>
          )}
          <ul className={ui.list} aria-label={t.text('workspace.inbox')} data-testid={testIds.inbox}>
            {inbox.value.map(row => (
              <li
                key={row.caseId ?? row.person}
                className={row.person === person ? styles.current : undefined}
                data-testid={testIds.inboxRow(row.topic)}
              >
                <div className={ui.grow}>
                  <Link
                    to={`/workspace/${encodeURIComponent(row.person)}`}
                    aria-current={row.person === person ? 'true' : undefined}
                  >
                    {row.subject}
                  </Link>
                  <p className={ui.fine}>
                    {row.caseId ? topicName(t, row.topic) : t.named('channel', row.channel ?? '')} ·{' '}
                    {t.named('cases.state', row.step)}
                  </p>
                </div>
                {row.level && <Level level={row.level} />}
                <Sparkline valences={row.valences} />
                {row.dueAt && row.step !== 'follow-up' && <Due dueAt={row.dueAt} />}
              </li>
            ))}
          </ul>
          {person ? <Customer key={person} person={person} /> : <p className={ui.fine}>{t.text('workspace.choose')}</p>}
        </div>
      )}
    </Page>
  );
}

/** Which way somebody's words leaned of late; a table stands beside the customer. */
function Sparkline({ valences }: { valences: number[] }) {
  const t = useTranslator();
  if (valences.length < 2) return null;
  const last = valences.at(-1) ?? 0;
  const step = 80 / (valences.length - 1);
  return (
    <svg
      viewBox="0 0 80 24"
      className={styles.spark}
      role="img"
      aria-label={t.text('workspace.spark', { n: valences.length, last: t.signed(last) })}
    >
      <line x1="0" x2="80" y1="12" y2="12" />
      <polyline points={valences.map((valence, i) => `${i * step},${12 - 11 * valence}`).join(' ')} />
    </svg>
  );
}

function Customer({ person }: { person: string }) {
  const t = useTranslator();
  const [panel, reload] = useResource<Panel>(`/v1/workspace/people/${encodeURIComponent(person)}`, usePurpose());
  if (panel.state === 'loading') return <LoadingState />;
  if (panel.state === 'failed') return <ErrorState error={panel.error} onRetry={reload} />;
  const { suggestion, tried, shown, timeline, tone } = panel.value;
  const hidden = shown.filter(one => one.reason !== null);
  return (
    <div className={styles.panel} data-testid={testIds.workspacePerson}>
      <section className={ui.card} aria-labelledby="workspace-next">
        <h2 id="workspace-next">{t.text('workspace.next')}</h2>
        {suggestion ? (
          <>
            <p>
              {topicName(t, suggestion.topic)}: {t.named('cases.state', suggestion.step)}
              {suggestion.option && ` – ${t.named('cases.option', suggestion.option)}`}
            </p>
            <blockquote className={styles.quote} lang={suggestion.language} data-testid={testIds.workspaceDraft}>
              {suggestion.draft}
            </blockquote>
            <Button
              component={Link}
              to={`/cases/${suggestion.caseId}`}
              style={{ justifySelf: 'start' }}
              data-testid={testIds.workspaceCase}
            >
              {t.text('workspace.openCase')}
            </Button>
          </>
        ) : (
          <p>{t.text('workspace.noCase')}</p>
        )}
        <p className={ui.fine}>{t.text('workspace.tone', { tone: t.named('cases.tone', tone) })}</p>
      </section>
      <section className={ui.card} aria-labelledby="workspace-timeline">
        <h2 id="workspace-timeline">{t.text('workspace.timeline')}</h2>
        <p className={ui.fine}>{t.text('workspace.timeline.note')}</p>
        <Timeline timeline={timeline} />
        {hidden.length > 0 && (
          <p className={ui.fine} data-testid={testIds.workspaceHidden}>
            {t.text('workspace.hidden', {
              signals: t.list(hidden.map(one => t.named('modality', one.modality))),
            })}
          </p>
        )}
        <ul className={styles.points}>
          {timeline.slice(0, 12).map((point, i) => (
            <li key={`${point.at}-${i}`}>
              <span className={ui.number}>{t.dateTime(point.at)}</span> · <Said point={point} />
            </li>
          ))}
        </ul>
      </section>
      <section className={ui.card} aria-labelledby="workspace-tried">
        <h2 id="workspace-tried">{t.text('workspace.tried')}</h2>
        {tried.length === 0 && <p className={ui.fine}>{t.text('workspace.tried.none')}</p>}
        <ul className={styles.points}>
          {tried.map((one, i) => (
            <li key={`${one.caseId}-${i}`}>
              {t.dateTime(one.at)} · {topicName(t, one.topic)} · {t.named('cases.state', one.step)} ·{' '}
              {t.named('cases.option', one.option)}
              {one.outcome && ` · ${t.named('cases.outcome', one.outcome)}`}
            </li>
          ))}
        </ul>
      </section>
    </div>
  );
}

function Said({ point }: { point: Point }) {
  const t = useTranslator();
  const where = [point.channel && t.named('channel', point.channel), point.product].filter(Boolean).join(' · ');
  const what =
    point.valence !== null
      ? t.text('workspace.leaned', {
          modality: t.named('modality', point.modality ?? ''),
          valence: t.signed(point.valence),
        })
      : point.answer !== null
        ? t.text('workspace.answered', {
            question: point.type.replace('survey:', '').toUpperCase(),
            answer: point.answer,
          })
        : t.named('customer.event', point.type.replace('track:', ''));
  return (
    <>
      {what}
      {where && ` · ${where}`}
    </>
  );
}

const WIDTH = 640;
const HEIGHT = 150;
const EDGE = 14;

function Timeline({ timeline }: { timeline: Point[] }) {
  const t = useTranslator();
  const placed = dots(timeline);
  if (placed.length === 0) return <p>{t.text('workspace.timeline.empty')}</p>;
  const x = (share: number) => EDGE + share * (WIDTH - 2 * EDGE);
  const y = (share: number) => HEIGHT - EDGE - share * (HEIGHT - 2 * EDGE);
  const lean = (valence: number) => (valence > 0.1 ? 'positive' : valence < -0.1 ? 'negative' : 'neutral');
  return (
    <svg
      viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
      className={styles.timeline}
      role="img"
      aria-label={t.text('workspace.spark', {
        n: placed.length,
        last: t.signed(placed.at(-1)?.point.valence ?? 0),
      })}
    >
      <line x1={EDGE} x2={WIDTH - EDGE} y1={HEIGHT / 2} y2={HEIGHT / 2} />
      <polyline points={placed.map(dot => `${x(dot.x)},${y(dot.y)}`).join(' ')} />
      {placed.map((dot, i) => (
        <circle key={i} cx={x(dot.x)} cy={y(dot.y)} r={5} data-lean={lean(dot.point.valence ?? 0)}>
          <title>{`${t.dateTime(dot.point.at)}: ${t.signed(dot.point.valence ?? 0)}`}</title>
        </circle>
      ))}
      <text x={EDGE} y={EDGE}>
        +1
      </text>
      <text x={EDGE} y={HEIGHT - 3}>
        {'\u22121'}
      </text>
    </svg>
  );
}
