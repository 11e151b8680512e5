import { useTranslator } from '../i18n/Messages';
import { testIds } from '../testids';
import table from '../ui/table.module.css';
import ui from '../ui/ui.module.css';
import type { Report } from './experiments';

/** What stands behind the figures: groups, the holdback, checks of the dealing, who changed what, and the SQL. */
export function Background({ report }: { report: Report }) {
  const t = useTranslator();
  const lift = (number: number | null) => (number === null ? '–' : t.lift(number));
  const share = (number: number) => t.text('experiments.share', { value: t.number(number * 100, 1) });
  return (
    <>
      {report.groups.length > 0 && (
        <section className={ui.card}>
          <h2>{t.text('experiments.groups')}</h2>
          <p className={ui.fine}>
            {t.text('experiments.groups.note', { k: report.k, withheld: report.withheldGroups })}
          </p>
          <div className={table.scroll}>
            <table className={table.figures}>
              <thead>
                <tr>
                  <th scope="col">{t.text('experiments.group')}</th>
                  <th scope="col">{t.text('experiments.people')}</th>
                  <th scope="col">{t.text('experiments.lift')}</th>
                  <th scope="col">{t.text('experiments.interval')}</th>
                </tr>
              </thead>
              <tbody>
                {report.groups.map(group => (
                  <tr key={`${group.arm}/${group.cut}/${group.part}`}>
                    <th scope="row">
                      {t.named(`experiments.part.${group.cut}`, group.part)}
                      <small>{t.named('experiments.cut', group.cut)}</small>
                    </th>
                    <td>{t.number(group.controlPeople + group.treatmentPeople)}</td>
                    <td>{lift(group.lift)}</td>
                    <td>{t.liftRange(group.low, group.high)}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
        </section>
      )}
      <div className={ui.cards}>
        {report.holdback && (
          <section className={ui.card}>
            <h2>{t.text('experiments.holdback')}</h2>
            <p>
              {t.text('experiments.holdback.text', {
                held: report.holdback.heldBack,
                heldMean: share(report.holdback.heldBackMean),
                others: report.holdback.others,
                othersMean: share(report.holdback.othersMean),
                low: lift(report.holdback.low),
                high: lift(report.holdback.high),
              })}
            </p>
          </section>
        )}
        <section className={ui.card}>
          <h2>{t.text('experiments.aa')}</h2>
          <p className={ui.fine}>{t.text('experiments.aa.note')}</p>
          {report.aa.map(check => (
            <p key={check.at}>
              {check.people === 0
                ? t.text('experiments.aa.nobody', { at: t.dateTime(check.at) })
                : t.text(check.visits === 'simulated' ? 'experiments.aa.simulated' : 'experiments.aa.real', {
                    at: t.dateTime(check.at),
                    people: check.people,
                    alarms: check.falseAlarms,
                    deals: check.deals,
                    p: t.number(check.p, 2),
                  })}
            </p>
          ))}
        </section>
        <section className={ui.card}>
          <h2>{t.text('experiments.history')}</h2>
          {report.history.map(change => (
            <p key={change.at}>
              {t.text(`experiments.history.${change.what}`, { at: t.dateTime(change.at), by: change.by })}
              {change.why !== '' && ` ${change.why}`}
            </p>
          ))}
          <p className={ui.fine}>{t.text('experiments.asOf', { at: t.dateTime(report.asOf) })}</p>
        </section>
      </div>
      <details className={ui.card} data-testid={testIds.experimentSql}>
        <summary>{t.text('experiments.sql')}</summary>
        <p className={ui.fine}>{t.text('experiments.sql.note')}</p>
        <pre className={ui.code}>{report.sql.people}</pre>
        <pre className={ui.code}>{report.sql.sums}</pre>
        <p>
          <a href={`/v1/experiments/${report.plan.id}?visits=${report.visits}`}>{t.text('experiments.json')}</a>
        </p>
      </details>
    </>
  );
}
