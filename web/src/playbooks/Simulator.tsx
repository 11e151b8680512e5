import { Button, NativeSelect, TextInput } from '@mantine/core';
import { IconPlayerPlay } from '@tabler/icons-react';
import { useState } from 'react';
import { lookAt, lookFor, send } from '../api/api';
import type { SessionSummary } from '../api/types';
import { failure } from '../i18n/failure';
import { useTranslator } from '../i18n/Messages';
import { mediaTime } from '../i18n/media-time';
import type { Translator } from '../i18n/translator';
import { Clauses } from '../live/DecisionCard';
import { testIds } from '../testids';
import ui from '../ui/ui.module.css';
import { plain } from './plain';
import { factsOf, type Playbook, type Simulation, type Stretch } from './playbooks';
import styles from './playbooks.module.css';

const STORED = 'stored';

/** Plays a session, made up or stored, against a playbook and shows what it would have done. */
export function Simulator(props: { playbook: { id: string } | { yaml: string }; playbooks: readonly Playbook[] }) {
  const t = useTranslator();
  const own = 'id' in props.playbook ? props.playbook.id : '';
  const [session, setSession] = useState(own);
  const [stored, setStored] = useState<SessionSummary[] | null>(null);
  const [chosen, setChosen] = useState('');
  const [page, setPage] = useState('');
  const [facts, setFacts] = useState('');
  const [result, setResult] = useState<{ simulation: Simulation; session: Stretch[] | null } | null>(null);
  const [trouble, setTrouble] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);

  const which = 'id' in props.playbook ? { playbook: props.playbook.id } : { yaml: props.playbook.yaml };

  async function choose(value: string) {
    setSession(value);
    if (value !== STORED || stored !== null) return;
    try {
      const sessions = await lookAt<SessionSummary[]>('/v1/sessions', 'quality');
      setStored(sessions);
      setChosen(sessions[0]?.id ?? '');
    } catch (cause) {
      setTrouble(failure(t, cause));
    }
  }

  async function play() {
    setBusy(true);
    setTrouble(null);
    try {
      if (session === STORED) {
        const simulation = await lookFor<Simulation>(
          `/v1/sessions/${chosen}/simulations`,
          { ...which, page, facts: factsOf(facts) },
          'quality',
        );
        setResult({ simulation, session: null });
      } else
        setResult(
          await send<{ simulation: Simulation; session: Stretch[] }>('POST', '/v1/playbooks/simulations', {
            ...which,
            ...(session === '' ? {} : { example: session }),
          }),
        );
    } catch (cause) {
      setResult(null);
      setTrouble(failure(t, cause));
    }
    setBusy(false);
  }

  return (
    <section className={ui.card} data-testid={testIds.simulator}>
      <h2>{t.text('simulator.title')}</h2>
      <p className={ui.fine}>{t.text('simulator.note')}</p>
      <div className={styles.form}>
        <NativeSelect
          label={t.text('simulator.session')}
          value={session}
          onChange={event => void choose(event.currentTarget.value)}
          data={[
            ...(own === '' ? [{ value: '', label: t.text('simulator.ownExample') }] : []),
            ...props.playbooks.map(each => ({
              value: each.id,
              label: t.text('simulator.example', { title: each.title }),
            })),
            { value: STORED, label: t.text('simulator.stored') },
          ]}
        />
        {session === STORED && (
          <>
            <NativeSelect
              label={t.text('simulator.which')}
              value={chosen}
              onChange={event => setChosen(event.currentTarget.value)}
              data={(stored ?? []).map(each => ({
                value: each.id,
                label: `${t.dateTime(each.startedAt)} · ${t.named('source', each.source)}`,
              }))}
            />
            <TextInput
              label={t.text('simulator.page')}
              placeholder={t.text('simulator.asStored')}
              value={page}
              onChange={event => setPage(event.currentTarget.value)}
            />
            <TextInput
              label={t.text('simulator.facts')}
              placeholder={t.text('simulator.asStored')}
              value={facts}
              onChange={event => setFacts(event.currentTarget.value)}
            />
          </>
        )}
        <Button
          onClick={() => void play()}
          loading={busy}
          disabled={session === STORED && chosen === ''}
          leftSection={<IconPlayerPlay size={16} aria-hidden="true" />}
          data-testid={testIds.simulate}
        >
          {t.text('simulator.play')}
        </Button>
      </div>
      {session === STORED && stored?.length === 0 && <p className={ui.fine}>{t.text('simulator.noStored')}</p>}
      {trouble && (
        <p role="alert" className={styles.alert}>
          {trouble}
        </p>
      )}
      {result && <Outcome {...result} />}
    </section>
  );
}

function Outcome({ simulation, session }: { simulation: Simulation; session: Stretch[] | null }) {
  const t = useTranslator();
  const said = (texts: Record<string, string>) => texts[t.language] ?? texts['en'] ?? '';
  return (
    <div className={styles.outcome} data-testid={testIds.simulation}>
      <p role="status">
        <b>
          {t.text('simulator.result', {
            count: simulation.firings.length,
            length: mediaTime(simulation.lengthMs, false),
          })}
        </b>{' '}
        {t.text('simulator.isOne')}
      </p>
      <Timeline simulation={simulation} session={session} />
      <ol className={styles.firings}>
        {simulation.firings.map(firing => (
          <li key={`${firing.rule}@${firing.atMs}`}>
            <p className={styles.when}>
              {t.text('simulator.fromTo', { from: mediaTime(firing.atMs), to: mediaTime(firing.endedAtMs) })} ·{' '}
              {t.named('simulator.end', firing.end)}
            </p>
            <h3>{said(firing.does)}</h3>
            <p>{said(firing.reason)}</p>
            <Clauses clauses={firing.clauses} />
          </li>
        ))}
      </ol>
      {simulation.silences.length > 0 && (
        <>
          <h3>{t.text('simulator.silent')}</h3>
          <ul className={styles.conditions}>
            {simulation.silences.map(silence => (
              <li key={silence.rule}>
                <code>{silence.rule}</code>: {t.named('simulator.nearest', silence.nearest)}
                {silence.neverTrue.length > 0 &&
                  ` ${t.text('simulator.neverTrue', {
                    clauses: t.parts(silence.neverTrue.map(clause => plain(clause, t) ?? clause)),
                  })}`}
                {silence.neverTrue.length === 0 &&
                  silence.longestHeldMs > 0 &&
                  ` ${t.text('simulator.held', { seconds: t.number(silence.longestHeldMs / 1000, 1) })}`}
              </li>
            ))}
          </ul>
        </>
      )}
    </div>
  );
}

const LANE = 20; // user units; the picture scales
const WIDTH = 1000;

/** Above, where the person was; below, when each rule acted. The list beneath says the same in words. */
function Timeline({ simulation, session }: { simulation: Simulation; session: Stretch[] | null }) {
  const t = useTranslator();
  const rules = [...new Set(simulation.firings.map(firing => firing.rule))];
  const x = (ms: number) => (simulation.lengthMs === 0 ? 0 : (ms / simulation.lengthMs) * WIDTH);
  const top = session ? LANE + 8 : 0;
  const height = top + Math.max(1, rules.length) * LANE + 18;
  return (
    <div className={styles.scroll}>
      <svg
        viewBox={`0 0 ${WIDTH} ${height}`}
        role="img"
        aria-label={t.text('simulator.chart', { count: simulation.firings.length })}
        className={styles.timeline}
      >
        {session?.map((stretch, i) => (
          <g key={stretch.fromMs}>
            <rect
              x={x(stretch.fromMs)}
              y={0}
              width={Math.max(1, x(stretch.toMs) - x(stretch.fromMs) - 2)}
              height={LANE}
              className={i % 2 ? styles.odd : styles.even}
            />
            <text x={x(stretch.fromMs) + 4} y={14}>
              {t.named('page', stretch.page)}
            </text>
            <title>{describe(stretch, t)}</title>
          </g>
        ))}
        {simulation.firings.map(firing => {
          const y = top + rules.indexOf(firing.rule) * LANE;
          return (
            <g key={`${firing.rule}@${firing.atMs}`}>
              <rect
                x={x(firing.atMs)}
                y={y + 3}
                width={Math.max(4, x(firing.endedAtMs) - x(firing.atMs))}
                height={LANE - 6}
                rx={3}
                className={styles.firing}
              />
              <text x={Math.min(x(firing.atMs) + 6, WIDTH - 140)} y={y + 14} className={styles.onFiring}>
                {firing.rule}
              </text>
            </g>
          );
        })}
        <text x={0} y={height - 3}>
          0:00
        </text>
        <text x={WIDTH} y={height - 3} textAnchor="end">
          {mediaTime(simulation.lengthMs, false)}
        </text>
      </svg>
    </div>
  );
}

function describe(stretch: Stretch, t: Translator): string {
  const shows =
    stretch.shows === null
      ? '–'
      : t.list(Object.entries(stretch.shows).map(([name, value]) => `${t.named('name', name)} ${value}`));
  const facts = t.list(
    Object.entries(stretch.facts).map(([name, value]) => `${t.named('fact', name)} = ${String(value)}`),
  );
  return [t.named('page', stretch.page), facts, shows].filter(each => each !== '').join(' · ');
}
