import { Button, SegmentedControl } from '@mantine/core';
import { IconLifebuoy } from '@tabler/icons-react';
import { useState } from 'react';
import { Link } from 'react-router';
import { useResource } from '../api/useResource';
import { usePurpose } from '../app/me';
import { useTranslator } from '../i18n/Messages';
import { testIds } from '../testids';
import { EmptyState, ErrorState, LoadingState, Page } from '../ui/states';
import ui from '../ui/ui.module.css';
import type { CaseView, Report } from './cases';
import styles from './cases.module.css';
import { Due, Level, rateInWords, topicName } from './words';

/** Relationships that went wrong: who is due next, and what repair was worth. */
export default function CasesPage() {
  const t = useTranslator();
  const [state, setState] = useState<'open' | 'closed'>('open');
  const [cases, reload] = useResource<CaseView[]>(`/v1/cases?state=${state}`, usePurpose());
  const [report] = useResource<Report>('/v1/repair/report');
  return (
    <Page
      title={t.text('cases.title')}
      lead={t.text('cases.lead')}
      actions={
        <SegmentedControl
          value={state}
          onChange={value => setState(value === 'closed' ? 'closed' : 'open')}
          data={[
            { value: 'open', label: t.text('cases.open') },
            { value: 'closed', label: t.text('cases.closed') },
          ]}
        />
      }
    >
      {report.state === 'loaded' && report.value.open + report.value.closed > 0 && <Worth report={report.value} />}
      {cases.state === 'loading' && <LoadingState />}
      {cases.state === 'failed' && <ErrorState error={cases.error} onRetry={reload} />}
      {cases.state === 'loaded' && cases.value.length === 0 && (
        <EmptyState
          picture={<IconLifebuoy size={56} stroke={1} />}
          text={t.text(`cases.empty.${state}`)}
          action={
            <Button component={Link} to="/customers" variant="default">
              {t.text('cases.empty.action')}
            </Button>
          }
        />
      )}
      {cases.state === 'loaded' && cases.value.length > 0 && (
        <ul className={ui.list} data-testid={testIds.cases}>
          {cases.value.map(one => (
            <li key={one.id} data-testid={testIds.case(one.topic)} data-state={one.state}>
              <div className={ui.grow}>
                <Link to={`/cases/${one.id}`}>{one.subject}</Link>
                <p className={ui.fine}>
                  {topicName(t, one.topic)}
                  {one.product && ` · ${one.product}`} ·{' '}
                  {one.outcome ? t.named('cases.outcome', one.outcome) : t.named('cases.state', one.state)}
                  {one.reopened > 0 && ` · ${t.text('cases.reopened', { count: one.reopened })}`}
                </p>
              </div>
              {one.owner && <span className={ui.fine}>{t.text('cases.taken')}</span>}
              {!one.outcome && <Level level={one.level} />}
              {one.closedAt ? (
                <span className={ui.fine}>{t.dateTime(one.closedAt)}</span>
              ) : (
                one.state !== 'follow-up' && <Due dueAt={one.dueAt} />
              )}
            </li>
          ))}
        </ul>
      )}
      {report.state === 'loaded' && report.value.worked.length > 0 && <Worked report={report.value} />}
    </Page>
  );
}

/** What repair was worth, each figure with its n and interval. */
function Worth({ report }: { report: Report }) {
  const t = useTranslator();
  const { medianHours, n } = report.toCalm;
  const tiles = [
    ['repaired', report.repaired],
    ['satisfied', report.satisfied],
    ['reContact', report.reContact],
    ['repurchase', report.repurchase],
  ] as const;
  return (
    <div className={ui.tiles} data-testid={testIds.repairReport}>
      {tiles.map(([id, rate]) => (
        <div key={id} className={ui.tile}>
          <span>{t.text(`cases.worth.${id}`)}</span>
          <b>{rate.share === null ? '–' : t.percent(rate.share)}</b>
          <small>{rateInWords(t, rate)}</small>
        </div>
      ))}
      <div className={ui.tile}>
        <span>{t.text('cases.worth.calm')}</span>
        <b>{medianHours === null ? '–' : t.text('cases.hours', { hours: t.number(medianHours, 1) })}</b>
        <small>{medianHours === null ? t.text('cases.rate.none') : t.text('cases.median', { n })}</small>
      </div>
    </div>
  );
}

function Worked({ report }: { report: Report }) {
  const t = useTranslator();
  return (
    <section className={ui.card} aria-labelledby="cases-worked">
      <h2 id="cases-worked">{t.text('cases.worked')}</h2>
      <p className={ui.fine}>{t.text('cases.worked.note')}</p>
      <div className={styles.scroll}>
        <table className={styles.rates}>
          <thead>
            <tr>
              <th>{t.text('cases.step')}</th>
              <th>{t.text('cases.option')}</th>
              <th>{t.text('cases.worth.repaired')}</th>
            </tr>
          </thead>
          <tbody>
            {report.worked.map(one => (
              <tr key={`${one.step}/${one.option}`}>
                <td>{t.named('cases.state', one.step)}</td>
                <td>{t.named('cases.option', one.option)}</td>
                <td>
                  <b>{one.repaired.share === null ? '–' : t.percent(one.repaired.share)}</b>{' '}
                  {rateInWords(t, one.repaired)}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {report.heldOutShare > 0 && (
        <p className={ui.fine}>
          {t.text('cases.heldOut', { share: t.percent(report.heldOutShare) })}{' '}
          {report.styles
            .map(one => `${t.named('cases.style', one.style)}: ${rateInWords(t, one.satisfied)}`)
            .join(' · ')}
        </p>
      )}
    </section>
  );
}
