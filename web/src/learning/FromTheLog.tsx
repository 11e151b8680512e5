import { Button } from '@mantine/core';
import { useState } from 'react';
import { useResource } from '../api/useResource';
import { useTranslator } from '../i18n/Messages';
import { testIds } from '../testids';
import { ErrorState, LoadingState } from '../ui/states';
import table from '../ui/table.module.css';
import ui from '../ui/ui.module.css';
import { candidateInWords, comparedWithLog, type Evaluation, type Judged } from './learning';
import styles from './learning.module.css';

/** What other policies would have earned on the stored log. Takes the server a while, so it is asked for. */
export function FromTheLog({ policy }: { policy: string }) {
  const t = useTranslator();
  const [asked, setAsked] = useState(false);
  return (
    <section className={ui.card}>
      <h2>{t.text('learning.log')}</h2>
      <p className={ui.fine}>{t.text('learning.log.note')}</p>
      {asked ? (
        <Judgement policy={policy} />
      ) : (
        <div>
          <Button variant="default" onClick={() => setAsked(true)} data-testid={testIds.learningJudge}>
            {t.text('learning.log.ask')}
          </Button>
        </div>
      )}
    </section>
  );
}

function Judgement({ policy }: { policy: string }) {
  const t = useTranslator();
  const [evaluation, reload] = useResource<Evaluation>(`/v1/policies/${encodeURIComponent(policy)}/evaluation`);
  if (evaluation.state === 'loading') return <LoadingState rows={3} />;
  if (evaluation.state === 'failed') return <ErrorState error={evaluation.error} onRetry={reload} />;
  const { rows, fitted, people, leftOut, judged, refusals } = evaluation.value;
  return (
    <div data-testid={testIds.learningJudged}>
      <p>{t.text('learning.log.rows', { rows, people, fitted, leftOut })}</p>
      {refusals.map(refusal => (
        <p key={refusal} className={styles.worse}>
          {refusal}
        </p>
      ))}
      {judged.length > 0 && (
        <div className={table.scroll} tabIndex={0} role="group" aria-label={t.text('learning.log')}>
          <table className={table.table}>
            <thead>
              <tr>
                <th scope="col">{t.text('learning.candidate')}</th>
                <th scope="col">{t.text('learning.verdict')}</th>
                <th scope="col">DR</th>
                <th scope="col">SNIPS</th>
                <th scope="col">IPS</th>
                <th scope="col">DM</th>
                <th scope="col">Switch-DR</th>
                <th scope="col">{t.text('learning.effective')}</th>
              </tr>
            </thead>
            <tbody>
              {judged.map(each => (
                <Row key={each.name} judged={each} />
              ))}
            </tbody>
          </table>
        </div>
      )}
    </div>
  );
}

function Row({ judged }: { judged: Judged }) {
  const t = useTranslator();
  const verdict = comparedWithLog(judged);
  const interval = (estimator: string) => {
    const value = judged.values[estimator];
    return value ? `${t.number(value.estimate, 3)} [${t.number(value.low, 3)}–${t.number(value.high, 3)}]` : '–';
  };
  return (
    <tr>
      <th scope="row">
        {candidateInWords(judged.name, t)}
        {judged.acted !== null && (
          <span className={styles.class}>{t.text('learning.acted', { count: judged.acted })}</span>
        )}
      </th>
      <td title={t.parts(judged.refusals)}>{t.text(`learning.verdict.${verdict ?? 'thin'}`)}</td>
      {['dr', 'snips', 'ips', 'dm', 'switch-dr'].map(estimator => (
        <td key={estimator}>{interval(estimator)}</td>
      ))}
      <td>{t.number(judged.effectiveRows)}</td>
    </tr>
  );
}
