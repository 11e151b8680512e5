import { Badge, Button, SegmentedControl, TextInput } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { useState } from 'react';
import { useParams } from 'react-router';
import { send } from '../api/api';
import { staying, useResource, type Resource } from '../api/useResource';
import { failure } from '../i18n/failure';
import { useTranslator } from '../i18n/Messages';
import { testIds } from '../testids';
import { ErrorState, LoadingState, Page } from '../ui/states';
import table from '../ui/table.module.css';
import ui from '../ui/ui.module.css';
import { pOf, type Report, type Visits } from './experiments';
import styles from './experiments.module.css';
import { LiftChart } from './LiftChart';
import { Metrics } from './Metrics';
import { Background } from './Background';

const SIMULATED_AT_ONCE = 12_000;

/** One experiment: what may be said first, then whether it may be believed, then the figures. */
export default function ExperimentPage() {
  const t = useTranslator();
  const { id = '' } = useParams();
  const [visits, setVisits] = useState<Visits>('real');
  const narrow = useMediaQuery('(max-width: 30em)');
  const [read, reload] = useResource<Report>(`/v1/experiments/${encodeURIComponent(id)}?visits=${visits}`);
  const report = ofAnother(read, id) ? read : staying(read);
  if (report.state === 'loading') return <LoadingState />;
  if (report.state === 'failed') return <ErrorState error={report.error} onRetry={reload} />;
  const shown = report.value;
  return (
    <Page
      title={shown.plan.hypothesis}
      lead={t.text('experiments.one.lead', {
        id: shown.plan.id,
        arms: shown.plan.arms.map(arm => `${arm.id} ${t.percent(arm.share)}`).join(' · '),
        planned: shown.plan.unitsPerArm,
      })}
      actions={
        <Badge variant="light" radius="sm" tt="none">
          {t.text(`experiments.state.${shown.state}`)}
        </Badge>
      }
    >
      <Actions report={shown} onChanged={reload} onSimulated={() => setVisits('simulated')} />
      {shown.simulatedVisits > 0 && (
        <SegmentedControl
          value={visits}
          onChange={value => setVisits(value as Visits)}
          data={[
            { value: 'real', label: t.text('experiments.real', { count: shown.realVisits }) },
            { value: 'simulated', label: t.text('experiments.simulated', { count: shown.simulatedVisits }) },
          ]}
          aria-label={t.text('experiments.whichVisits')}
          orientation={narrow ? 'vertical' : 'horizontal'}
          style={{ justifySelf: 'start', maxWidth: '100%' }}
        />
      )}
      {shown.visits === 'simulated' && (
        <p className={styles.simulated} data-testid={testIds.experimentSimulated}>
          {t.text('experiments.simulatedNote')}
        </p>
      )}
      {shown.verdicts.map(verdict => (
        <section
          key={verdict.arm}
          className={styles.verdict}
          data-testid={testIds.experimentVerdict}
          data-verdict={verdict.id}
          aria-labelledby={`verdict-${verdict.arm}`}
        >
          <h2 id={`verdict-${verdict.arm}`} className={ui.fine}>
            {t.text('experiments.verdictOf', { arm: verdict.arm, control: shown.plan.arms[0]?.id ?? '' })}
            {shown.visits === 'simulated' && ` · ${t.text('experiments.simulatedWord')}`}
          </h2>
          <p className={styles.words}>{verdict.words}</p>
          {shown.plan.kind === 'aa' && <p className={ui.fine}>{t.text('experiments.aaNote')}</p>}
        </section>
      ))}
      <Arrival report={shown} />
      {shown.days.length > 1 &&
        shown.plan.arms.slice(1).map(arm => (
          <section key={arm.id} className={ui.card} data-testid={testIds.experimentChart}>
            <h2>{t.text('experiments.chart.title', { arm: arm.id })}</h2>
            <LiftChart days={shown.days} arm={arm.id} metric={t.named('experiments.metric', primaryOf(shown))} />
          </section>
        ))}
      <Metrics report={shown} />
      <section className={ui.card}>
        <h2>{t.text('experiments.notes')}</h2>
        <ul className={styles.notes} data-testid={testIds.experimentNotes}>
          {shown.notes.map(note => (
            <li key={note}>{note}</li>
          ))}
          <li>{t.text('experiments.correction')}</li>
          {shown.detectable !== null && (
            <li>
              {t.text('experiments.detectable', {
                planned: shown.plan.unitsPerArm,
                difference: t.number(shown.detectable * 100, 2),
              })}
            </li>
          )}
        </ul>
      </section>
      <Background report={shown} />
    </Page>
  );
}

function primaryOf(report: Report): string {
  return report.plan.metrics.find(metric => metric.role === 'primary')?.id ?? '';
}

/** Whether people came as they were dealt; everything else rests on it. */
/** Whether what was read before is about another experiment. */
function ofAnother(read: Resource<Report>, id: string): boolean {
  return read.state === 'loading' && read.before?.plan.id !== id;
}

function Arrival({ report }: { report: Report }) {
  const t = useTranslator();
  const ratio = report.sampleRatio;
  const nobody = report.arms.every(arm => arm.assigned === 0);
  return (
    <section className={ui.card} data-testid={testIds.experimentRatio} data-broken={ratio.broken}>
      <h2>{t.text('experiments.ratio')}</h2>
      <p>
        {nobody
          ? t.text('experiments.ratio.nobody', { id: report.plan.id })
          : t.text(ratio.broken ? 'experiments.ratio.broken' : 'experiments.ratio.fine', {
              p: pOf(ratio.p, (p, digits) => t.number(p, digits)),
            })}
      </p>
      <div className={table.scroll}>
        <table className={table.figures}>
          <thead>
            <tr>
              <th scope="col">{t.text('experiments.arm')}</th>
              <th scope="col">{t.text('experiments.assigned')}</th>
              <th scope="col">{t.text('experiments.expected')}</th>
              <th scope="col">{t.text('experiments.exposed')}</th>
              <th scope="col">{t.text('experiments.consented')}</th>
            </tr>
          </thead>
          <tbody>
            {report.arms.map((arm, at) => (
              <tr key={arm.id}>
                <th scope="row">{arm.id}</th>
                <td>{t.number(arm.assigned)}</td>
                <td>{t.number(ratio.expected[at] ?? 0)}</td>
                <td>{t.number(arm.exposed)}</td>
                <td>{arm.assigned === 0 ? '–' : t.percent(arm.consentShare)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <p className={ui.fine}>{t.text('experiments.intention')}</p>
    </section>
  );
}

function Actions(props: { report: Report; onChanged(): void; onSimulated(): void }) {
  const t = useTranslator();
  const { plan, state } = props.report;
  const [reason, setReason] = useState('');
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<string | null>(null);
  const attempt = (path: string, body: unknown, then: () => void) => {
    setBusy(true);
    setError(null);
    send('POST', `/v1/experiments/${plan.id}/${path}`, body)
      .then(then, (cause: unknown) => setError(failure(t, cause)))
      .finally(() => setBusy(false));
  };
  return (
    <div className={styles.bar}>
      {state === 'draft' && (
        <Button
          loading={busy}
          onClick={() => attempt('start', {}, props.onChanged)}
          data-testid={testIds.experimentStart}
        >
          {t.text('experiments.start')}
        </Button>
      )}
      {state === 'running' && (
        <>
          <Button
            variant="default"
            className={styles.wraps ?? ''}
            loading={busy}
            onClick={() =>
              attempt(
                'simulated-visits',
                { visits: SIMULATED_AT_ONCE, days: 21, seed: 1 + props.report.simulatedVisits },
                () => {
                  props.onSimulated();
                  props.onChanged();
                },
              )
            }
            data-testid={testIds.experimentSimulate}
          >
            {t.text('experiments.simulate', { count: SIMULATED_AT_ONCE })}
          </Button>
          <details>
            <summary>{t.text('experiments.stop')}</summary>
            <div className={styles.stop}>
              <TextInput
                label={t.text('experiments.stop.reason')}
                value={reason}
                maxLength={300}
                onChange={event => setReason(event.currentTarget.value)}
              />
              <Button
                variant="default"
                disabled={reason.trim() === ''}
                loading={busy}
                onClick={() => attempt('stop', { reason }, props.onChanged)}
              >
                {t.text('experiments.stop.now')}
              </Button>
            </div>
          </details>
        </>
      )}
      {error && (
        <p role="alert" className={ui.fine}>
          {error}
        </p>
      )}
    </div>
  );
}
