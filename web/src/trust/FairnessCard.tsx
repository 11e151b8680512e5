import { FileButton, Button } from '@mantine/core';
import { useState } from 'react';
import { send } from '../api/api';
import { useResource } from '../api/useResource';
import { failure } from '../i18n/failure';
import { useTranslator } from '../i18n/Messages';
import { testIds } from '../testids';
import table from '../ui/table.module.css';
import uiStyles from '../ui/ui.module.css';
import styles from './trust.module.css';

interface Rate {
  value: number;
  low: number | null;
  high: number | null;
}

interface Report {
  id: string;
  uploadedAt: string;
  dataSet: string;
  column: string;
  pictures: number;
  groups: {
    group: string;
    fewerThan: number | null;
    n: number | null;
    faceFound: Rate | null;
    negative: Rate | null;
    matchedSmile: Rate | null;
  }[];
  passed: boolean | null;
  objections: string[];
}

/** Whether groups are read alike on the operator's own pictures, which never leave them: only the report comes here. */
export function FairnessCard() {
  const t = useTranslator();
  const [reports, reload] = useResource<Report[]>('/v1/trust/fairness');
  const [error, setError] = useState<string | null>(null);
  const report = reports.state === 'loaded' ? reports.value[0] : undefined;

  const upload = async (file: File | null) => {
    if (!file) return;
    setError(null);
    try {
      await send('POST', '/v1/trust/fairness', JSON.parse(await file.text()));
      reload();
    } catch (cause) {
      setError(failure(t, cause));
    }
  };
  const percent = (value: number) => t.number(Math.round(value * 1000) / 10);
  const rate = (value: Rate | null) =>
    value === null
      ? '–'
      : `${percent(value.value)} %` +
        (value.low === null || value.high === null ? '' : ` [${percent(value.low)}; ${percent(value.high)}]`);

  return (
    <section className={uiStyles.card} data-testid={testIds.trustFairness}>
      <h2>{t.text('trust.fairness')}</h2>
      <p className={uiStyles.fine}>{t.text('trust.fairness.note')}</p>
      <code className={styles.command}>attune evaluate expressions … --groups COLUMN --max-gap 0.1</code>
      <div>
        <FileButton accept="application/json,.json" onChange={file => void upload(file)}>
          {props => (
            <Button variant="default" {...props}>
              {t.text('trust.fairness.upload')}
            </Button>
          )}
        </FileButton>
      </div>
      {error && <p role="alert">{error}</p>}
      {reports.state === 'loaded' && !report && <p>{t.text('trust.fairness.empty')}</p>}
      {report && (
        <>
          <p>
            {t.text('trust.fairness.of', {
              date: t.dateTime(report.uploadedAt),
              file: report.dataSet,
              column: report.column,
              n: report.pictures,
            })}
          </p>
          {report.passed !== null && (
            <p className={styles.state} data-state={report.passed ? 'sound' : 'worse'} role="status">
              {t.text(report.passed ? 'trust.fairness.passed' : 'trust.fairness.alarm')}
            </p>
          )}
          {report.objections.length > 0 && (
            <ul>
              {report.objections.map(each => (
                <li key={each}>{each}</li>
              ))}
            </ul>
          )}
          <div className={table.scroll} tabIndex={0} role="group">
            <table className={table.table}>
              <thead>
                <tr>
                  <th scope="col">{t.text('trust.fairness.group')}</th>
                  <th scope="col">{t.text('trust.fairness.pictures')}</th>
                  <th scope="col">{t.text('trust.fairness.found')}</th>
                  <th scope="col">{t.text('trust.fairness.negative')}</th>
                  <th scope="col">{t.text('trust.fairness.matched')}</th>
                </tr>
              </thead>
              <tbody>
                {report.groups.map(group => (
                  <tr key={group.group}>
                    <td>{group.group}</td>
                    <td>
                      {group.n === null
                        ? t.text('trust.fairness.fewer', { k: group.fewerThan ?? 0 })
                        : t.number(group.n)}
                    </td>
                    <td>{rate(group.faceFound)}</td>
                    <td>{rate(group.negative)}</td>
                    <td>{rate(group.matchedSmile)}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
          <p className={uiStyles.fine}>{t.text('trust.fairness.caution')}</p>
        </>
      )}
    </section>
  );
}
