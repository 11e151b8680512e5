import { useTranslator } from '../i18n/Messages';
import { isMeasured, type Contradiction, type Measurement, type StreamMessage } from '../sdk/messages';
import { testIds } from '../testids';
import panels from './live.module.css';
import { useLiveSnapshot } from './LiveContext';
import styles from './participation.module.css';
import { isStale } from './unread';
import { useView } from './view';

const SHOWN_STATES = 4;
const HORIZON_MS = 10_000; // the one in which anything is told

/** The stream of the person before this page. */
export function StreamCard() {
  const { stream } = useLiveSnapshot();
  const view = useView();
  const unread = view.unread();
  // a voice is heard and told of while the face is out of the picture
  const told = unread === null || (unread === 'no-face' && stream !== null && !isStale(stream, view.samples().at(-1)));
  return <StreamPanel stream={told ? stream : null} unread={unread} />;
}

/**
 * The one stream of all modalities: contradiction, states, how it moves, what may come.
 *
 * @param unread why there is none now, as an id of a reason
 */
export function StreamPanel({ stream, unread = null }: { stream: StreamMessage | null; unread?: string | null }) {
  const t = useTranslator();
  return (
    <section className={panels.panel} data-testid={testIds.liveStream}>
      <header className={panels.panelHead}>
        <h2>{t.text('live.stream.title')}</h2>
      </header>
      {stream ? (
        <Stream stream={stream} />
      ) : (
        <p className={`${panels.fine} ${panels.unread}`}>
          {unread ? t.named('reason', unread) : t.text('live.stream.early')}
        </p>
      )}
    </section>
  );
}

function Stream({ stream }: { stream: StreamMessage }) {
  const t = useTranslator();
  const states = Object.entries(stream.states)
    .map(([id, { probability, active }]) => ({ id, active, value: isMeasured(probability) ? probability.value : null }))
    .filter(each => each.value !== null)
    .sort((a, b) => Number(b.active) - Number(a.active) || (b.value ?? 0) - (a.value ?? 0))
    .slice(0, SHOWN_STATES);
  const forecast = stream.forecast.filter(each => each.withinMs === HORIZON_MS);
  const { valenceTrend, volatility, recoverySeconds } = stream.course;
  return (
    <>
      {stream.contradiction && <Both contradiction={stream.contradiction} />}
      <p className={panels.fine}>
        <b>{t.text('live.stream.states')}</b>
      </p>
      <dl className={styles.quantities}>
        {states.map(({ id, active, value }) => (
          <Bar key={id} name={t.named('name', id)} value={value ?? 0} strong={active} />
        ))}
      </dl>
      <p className={panels.fine}>
        <b>{t.text('live.stream.forecast', { seconds: HORIZON_MS / 1000 })}</b>
      </p>
      <dl className={styles.lines}>
        {forecast.map(({ event, probability }) => (
          <Figure key={event} name={t.named('outlook', event)} value={probability} show={value => t.percent(value)} />
        ))}
      </dl>
      <p className={panels.fine}>
        <b>{t.text('live.stream.course')}</b>
      </p>
      <dl className={styles.lines}>
        <Figure name={t.text('live.stream.trend')} value={valenceTrend} show={value => t.signed(value, 2)} />
        <Figure name={t.text('live.stream.volatility')} value={volatility} show={value => t.signed(value, 2)} />
        {isMeasured(recoverySeconds) && (
          <Figure
            name={t.text('live.stream.recovery')}
            value={recoverySeconds}
            show={value => t.text('live.stream.seconds', { value: Math.round(value) })}
          />
        )}
      </dl>
      {Object.keys(stream.usual).length > 0 && (
        <p className={panels.fine}>
          <b>{t.text('live.stream.usual')}</b>
        </p>
      )}
      <dl className={styles.lines}>
        {Object.entries(stream.usual).map(([modality, { arousal }]) => (
          <Figure
            key={modality}
            name={t.named('modality', modality)}
            value={arousal}
            show={value => t.text('live.stream.usualValue', { value: t.signed(value, 1) })}
          />
        ))}
      </dl>
      <details className={styles.definitions}>
        <summary>{t.text('live.stream.how')}</summary>
        <p>{t.text('live.stream.note')}</p>
        <p>{t.text('live.stream.forecastNote')}</p>
        <p>{t.text('live.stream.courseNote')}</p>
        <p>{stream.formulas.join(' · ')}</p>
      </details>
    </>
  );
}

function Both({ contradiction }: { contradiction: Contradiction }) {
  const t = useTranslator();
  const { kind, pleasant, pleasantValence, unpleasant, unpleasantValence } = contradiction;
  return (
    <div data-testid={testIds.liveContradiction} data-kind={kind}>
      <p>
        <b>{t.text(`live.stream.contradiction.${kind}`, { where: t.named('modality', unpleasant) })}</b>
      </p>
      <p className={panels.fine}>
        {t.text('live.stream.parts', {
          pleasant: t.named('modality', pleasant),
          high: t.signed(pleasantValence, 2),
          unpleasant: t.named('modality', unpleasant),
          low: t.signed(unpleasantValence, 2),
        })}
      </p>
    </div>
  );
}

function Bar({ name, value, strong }: { name: string; value: number; strong: boolean }) {
  const t = useTranslator();
  return (
    <div>
      <dt>{strong ? <b>{name}</b> : name}</dt>
      <dd>
        <span className={panels.meter} aria-hidden="true">
          <span style={{ inlineSize: `${value * 100}%` }} />
        </span>
        <span className={panels.number}>{t.percent(value)}</span>
      </dd>
    </div>
  );
}

/** One line; what is not told says why. */
function Figure({ name, value, show }: { name: string; value: Measurement; show(value: number): string }) {
  const t = useTranslator();
  return (
    <div>
      <dt>{name}</dt>
      {isMeasured(value) ? (
        <dd className={panels.number}>{show(value.value)}</dd>
      ) : (
        <dd className={styles.missing}>{t.named('reason', value.reason)}</dd>
      )}
    </div>
  );
}
