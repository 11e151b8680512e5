import { useTranslator } from '../i18n/Messages';
import { testIds } from '../testids';
import table from '../ui/table.module.css';
import ui from '../ui/ui.module.css';
import { pOf, type Comparison, type Report } from './experiments';

/** Every metric, control against treatment, with what it is compared by. */
export function Metrics({ report }: { report: Report }) {
  const t = useTranslator();
  if (report.comparisons.length === 0) return null;
  const perOf = (id: string) => report.plan.metrics.find(metric => metric.id === id)?.per;
  const value = (comparison: Comparison, number: number) =>
    perOf(comparison.metric) === 'share'
      ? t.text('experiments.share', { value: t.number(number * 100, 1) })
      : t.number(number, 1);
  const lift = (number: number | null) => (number === null ? '–' : t.lift(number));
  const p = (value: number) => pOf(value, (p, digits) => t.number(p, digits));
  return (
    <section className={ui.card} data-testid={testIds.experimentMetrics}>
      <h2>{t.text('experiments.metrics')}</h2>
      <div className={table.scroll}>
        <table className={table.figures}>
          <thead>
            <tr>
              <th scope="col">{t.text('experiments.metricName')}</th>
              <th scope="col">{t.text('experiments.control')}</th>
              <th scope="col">{t.text('experiments.treatment')}</th>
              <th scope="col">{t.text('experiments.lift')}</th>
              <th scope="col">{t.text('experiments.interval')}</th>
              <th scope="col">{t.text('experiments.p')}</th>
              <th scope="col">{t.text('experiments.fixedP')}</th>
              <th scope="col">{t.text('experiments.cuped')}</th>
            </tr>
          </thead>
          <tbody>
            {report.comparisons.map(comparison => (
              <tr key={`${comparison.arm}/${comparison.metric}`} data-role={comparison.role}>
                <th scope="row">
                  {t.named('experiments.metric', comparison.metric)}
                  <small>
                    {t.text(`experiments.role.${comparison.role}`)}
                    {report.plan.arms.length > 2 && ` · ${comparison.arm}`}
                  </small>
                </th>
                <td>
                  {value(comparison, comparison.control)}
                  <small>n = {t.number(comparison.controlPeople)}</small>
                </td>
                <td>
                  {value(comparison, comparison.treatment)}
                  <small>n = {t.number(comparison.treatmentPeople)}</small>
                </td>
                <td>{lift(comparison.lift)}</td>
                <td>{t.liftRange(comparison.liftLow, comparison.liftHigh)}</td>
                <td>
                  {p(comparison.p)}
                  {comparison.correctedP !== comparison.p && (
                    <small>{t.text('experiments.corrected', { p: p(comparison.correctedP) })}</small>
                  )}
                </td>
                <td>{p(comparison.fixedHorizonP)}</td>
                <td>{t.percent(comparison.varianceSaved)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <p className={ui.fine}>{t.text('experiments.metrics.note')}</p>
    </section>
  );
}
