import { useTranslator } from '../i18n/Messages';
import { testIds } from '../testids';
import table from '../ui/table.module.css';
import ui from '../ui/ui.module.css';
import { all, read, shareOf, total, type Driver, type Quote, type Summary } from './feedback';
import styles from './feedback.module.css';
import { SEGMENTS, Split } from './Split';

/** Rows, segments, who may leave and what was replaced: the first thing to see. */
export function Tiles({ summary }: { summary: Summary }) {
  const t = useTranslator();
  const { segments, intents } = summary;
  return (
    <section className={ui.tiles} aria-label={t.text('feedback.overview')}>
      <Tile
        value={t.number(summary.rows)}
        name={t.text('feedback.tile.rows')}
        note={t.text('feedback.tile.rejected', { count: total(summary.rejected) })}
      />
      {SEGMENTS.map(([segment, sign]) => (
        <Tile
          key={segment}
          value={read(segments) === 0 ? '–' : t.percent(shareOf(segment, segments))}
          name={`${sign} ${t.text(`feedback.tile.${segment}`)}`}
          note={t.text('feedback.tile.count', { count: segments[segment] })}
          testId={testIds.feedbackSegment(segment)}
        />
      ))}
      <Tile
        value={t.number(intents['churn-threat'] ?? 0)}
        name={t.text('feedback.tile.churn')}
        note={t.text('feedback.tile.human', { count: intents['request-for-human'] ?? 0 })}
      />
      <Tile
        value={t.number(total(summary.personalDataReplaced))}
        name={t.text('feedback.tile.personal')}
        note={t.text('feedback.tile.personalNote')}
      />
    </section>
  );
}

function Tile(props: { value: string; name: string; note: string; testId?: string }) {
  return (
    <div className={ui.tile} data-testid={props.testId}>
      <b>{props.value}</b>
      <span>{props.name}</span>
      <small>{props.note}</small>
    </div>
  );
}

/** Aspects that carry most remarks of one direction, in the customers' own words. */
export function Drivers({ kind, drivers }: { kind: 'drivers' | 'strengths'; drivers: Driver[] }) {
  const t = useTranslator();
  if (drivers.length === 0) return null;
  return (
    <section className={ui.card} aria-labelledby={`feedback-${kind}`} data-testid={testIds.feedbackFinding(kind)}>
      <h2 id={`feedback-${kind}`}>{t.text(`feedback.${kind}.title`)}</h2>
      <p className={ui.fine}>{t.text(`feedback.${kind}.note`)}</p>
      {drivers.map(driver => (
        <article key={driver.aspect} className={styles.driver}>
          <h3>
            {driver.name[t.language]}
            <small>
              {t.text(`feedback.${kind}.share`, {
                share: t.percent(driver.share),
                count: kind === 'drivers' ? driver.negative : driver.positive,
                all: all(driver),
              })}
            </small>
          </h3>
          <Split tally={driver} />
          <Quotes quotes={driver.quotes} />
        </article>
      ))}
    </section>
  );
}

function Quotes({ quotes }: { quotes: Quote[] }) {
  const t = useTranslator();
  return quotes.map(quote => (
    <blockquote key={`${quote.row}-${quote.text}`} className={styles.quote}>
      {t.text('feedback.quote', { text: quote.text })} <cite>{t.text('feedback.row', { row: quote.row })}</cite>
    </blockquote>
  ));
}

export function AnswerFirst({ quotes }: { quotes: Quote[] }) {
  const t = useTranslator();
  if (quotes.length === 0) return null;
  return (
    <section className={ui.card} aria-labelledby="feedback-answer" data-testid={testIds.feedbackFinding('answer')}>
      <h2 id="feedback-answer">{t.text('feedback.answer.title')}</h2>
      <p className={ui.fine}>{t.text('feedback.answer.note')}</p>
      <Quotes quotes={quotes} />
    </section>
  );
}

export function EmergingTopics({ summary }: { summary: Summary }) {
  const t = useTranslator();
  return (
    <section className={ui.card} aria-labelledby="feedback-emerging">
      <h2 id="feedback-emerging">{t.text('feedback.emerging.title')}</h2>
      <p className={ui.fine}>
        {t.text(summary.emerging.length === 0 ? 'feedback.emerging.none' : 'feedback.emerging.note')}
      </p>
      {summary.emerging.length > 0 && (
        <div className={table.scroll}>
          <table className={table.figures}>
            <thead>
              <tr>
                {(['topic', 'before', 'lately', 'rows'] as const).map(column => (
                  <th key={column} scope="col">
                    {t.text(`feedback.column.${column}`)}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {summary.emerging.map(topic => {
                const name = 'word' in topic ? t.text('feedback.quote', { text: topic.word }) : topic.name[t.language];
                return (
                  <tr key={name}>
                    <th scope="row">{name}</th>
                    <td>{t.percent(topic.before)}</td>
                    <td>{t.percent(topic.lately)}</td>
                    <td>{t.number(topic.rows)}</td>
                  </tr>
                );
              })}
            </tbody>
          </table>
        </div>
      )}
    </section>
  );
}

/** Intents, urgency, suspected sarcasm, and what the words are consistent with. */
export function Wishes({ summary }: { summary: Summary }) {
  const t = useTranslator();
  const wishes = [
    ...Object.entries(summary.intents).map(([intent, count]) => [t.named('feedback.intent', intent), count] as const),
    [t.text('feedback.urgent'), summary.urgency['high'] ?? 0] as const,
    [t.text('feedback.sarcasm'), summary.sarcasmSuspected] as const,
  ].filter(([, count]) => count > 0);
  const emotions = Object.entries(summary.emotions);
  return (
    <section className={ui.card} aria-labelledby="feedback-wishes">
      <h2 id="feedback-wishes">{t.text('feedback.wishes.title')}</h2>
      <dl className={ui.facts}>
        {wishes.map(([name, count]) => (
          <div key={name} className={styles.fact}>
            <dt>{name}</dt>
            <dd className={ui.number}>{t.number(count)}</dd>
          </div>
        ))}
      </dl>
      {emotions.length > 0 && (
        <p className={ui.fine}>
          {t.text('feedback.emotions', {
            emotions: t.list(emotions.map(([emotion, count]) => `${t.named('name', emotion)} ${t.number(count)}`)),
          })}
        </p>
      )}
    </section>
  );
}
