import { SegmentedControl } from '@mantine/core';
import { useResource } from '../api/useResource';
import { useTranslator } from '../i18n/Messages';
import { testIds } from '../testids';
import table from '../ui/table.module.css';
import ui from '../ui/ui.module.css';
import { DIMENSIONS, nameOf, type Answer, type DimensionName, type Figures, type FunnelCounts } from './dashboards';
import styles from './dashboards.module.css';

export function Tiles({ figures, exact }: { figures: Figures; exact: number }) {
  const t = useTranslator();
  const coverage = figures.events === 0 ? 0 : figures.readings / figures.events;
  const tiles = [
    [t.number(figures.people), 'dashboards.people', t.text('dashboards.people.note', { exact })],
    [t.number(figures.readings), 'dashboards.readings', ''],
    [t.signed(figures.valence, 2), 'dashboards.valence', ''],
    [t.percent(figures.negative), 'dashboards.negative', ''],
    [t.percent(coverage), 'dashboards.coverage', t.text('dashboards.coverage.note')],
  ] as const;
  return (
    <div className={ui.tiles}>
      {tiles.map(([value, name, note]) => (
        <div key={name} className={ui.tile}>
          <b>{value}</b>
          <span>{t.text(name)}</span>
          {note && <small>{note}</small>}
        </div>
      ))}
    </div>
  );
}

/** One line per name, the most readings first, and how many lines are held back. */
export function Lines(props: { answer: Answer; by: DimensionName; filters: number; onBy(by: string): void }) {
  const { answer, by, filters, onBy } = props;
  const t = useTranslator();
  return (
    <section className={ui.card}>
      <div className={styles.head}>
        <h2>{t.text('dashboards.lines')}</h2>
        <SegmentedControl
          size="xs"
          aria-label={t.text('dashboards.lines')}
          value={by}
          onChange={onBy}
          data={DIMENSIONS.map(value => ({ value, label: t.text(`dashboards.${value}`) }))}
        />
      </div>
      {answer.hidden > 0 && (
        <p className={ui.fine} data-testid={testIds.dashboardHidden}>
          {t.text(filters > 0 ? 'dashboards.hiddenFiltered' : 'dashboards.hidden', {
            cells: answer.hidden,
            k: answer.k,
            step: t.text(`dashboards.step.${answer.step}`),
            filters,
          })}
        </p>
      )}
      {answer.lines.length > 0 && (
        <div className={table.scroll} tabIndex={0} role="group">
          <table className={table.figures}>
            <thead>
              <tr>
                <th scope="col">{t.text('dashboards.name')}</th>
                <th scope="col">{t.text('dashboards.people')}</th>
                <th scope="col">{t.text('dashboards.readings')}</th>
                <th scope="col">{t.text('dashboards.valence')}</th>
                <th scope="col">{t.text('dashboards.change')}</th>
                <th scope="col" style={{ textAlign: 'start' }}>
                  {t.text('dashboards.share')}
                </th>
              </tr>
            </thead>
            <tbody>
              {answer.lines.map(({ name, figures, change }) => (
                <tr key={name}>
                  <th scope="row">{nameOf(t, by, name)}</th>
                  <td>{t.number(figures.people)}</td>
                  <td>{t.number(figures.readings)}</td>
                  <td>{t.signed(figures.valence, 2)}</td>
                  <td>{change === null ? '–' : t.signed(change, 2)}</td>
                  <td>
                    <span className={styles.split} aria-hidden="true">
                      <span data-lean="negative" style={{ inlineSize: `${100 * figures.negative}%` }} />
                      <span style={{ inlineSize: `${100 * figures.neutral}%` }} />
                      <span data-lean="positive" style={{ inlineSize: `${100 * figures.positive}%` }} />
                    </span>
                    <small className={styles.shares}>
                      {`− ${t.percent(figures.negative)} · ○ ${t.percent(figures.neutral)} · + ${t.percent(figures.positive)}`}
                    </small>
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </section>
  );
}

export function Drivers({ answer }: { answer: Answer }) {
  const t = useTranslator();
  const largest = Math.max(0.01, ...answer.drivers.map(driver => Math.abs(driver.effect)));
  return (
    <section className={ui.card}>
      <h2>{t.text('dashboards.drivers')}</h2>
      <p className={ui.fine}>
        {t.text(answer.drivers.length === 0 ? 'dashboards.drivers.none' : 'dashboards.drivers.note')}
      </p>
      <ul className={styles.drivers}>
        {answer.drivers.map(driver => (
          <li key={driver.name}>
            <span>{nameOf(t, driver.dimension, driver.name)}</span>
            <i
              aria-hidden="true"
              data-lean={driver.effect < 0 ? 'negative' : 'positive'}
              style={{ inlineSize: `${(40 * Math.abs(driver.effect)) / largest}%` }}
            />
            <b>{t.signed(driver.effect, 2)}</b>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** From early warning to a repaired relationship: each bar holds those that came further. */
export function Funnel({
  days,
  product,
  topic,
}: {
  days: string;
  product?: string | undefined;
  topic?: string | undefined;
}) {
  const t = useTranslator();
  const query = new URLSearchParams({ days, ...(product && { product }), ...(topic && { topic }) });
  const [counts] = useResource<FunnelCounts>(`/v1/dashboards/funnel?${query.toString()}`);
  if (counts.state !== 'loaded') return null;
  const { alerts, cases } = counts.value;
  if (alerts.raised + cases.opened === 0) return null;
  const stages = [
    ['alerts', alerts.raised, alerts.raised],
    ['settled', alerts.settled, alerts.raised],
    ['opened', cases.opened, cases.opened],
    ['begun', cases.begun, cases.opened],
    ['helped', cases.helped, cases.opened],
    ['answered', cases.answered, cases.opened],
    ['repaired', cases.repaired, cases.opened],
  ] as const;
  return (
    <section className={ui.card} data-testid={testIds.dashboardFunnel}>
      <h2>{t.text('dashboards.funnel')}</h2>
      <p className={ui.fine}>{t.text('dashboards.funnel.note')}</p>
      <ol className={styles.funnel}>
        {stages.map(([stage, n, of]) => (
          <li key={stage} data-stage={stage}>
            <span>{t.text(`dashboards.funnel.${stage}`)}</span>
            <i aria-hidden="true">
              <i style={{ inlineSize: `${of === 0 ? 0 : (100 * n) / of}%` }} />
            </i>
            <b>{t.number(n)}</b>
          </li>
        ))}
      </ol>
    </section>
  );
}
