import { Table } from '@mantine/core';
import { useState } from 'react';
import { mediaTime } from '../i18n/media-time';
import { useTranslator } from '../i18n/Messages';
import { HEADLINE_EMOTIONS } from '../theme/tokens';
import type { Sample } from './affect-history';
import styles from './live.module.css';
import { useLiveSnapshot } from './LiveContext';
import { useView } from './view';

const ROWS = 10;

/** The numbers behind the charts: the last ten seconds, one row a second, for screen readers and for copying. */
export function LiveTable() {
  const t = useTranslator();
  const [open, setOpen] = useState(false);
  return (
    <details className={styles.table} onToggle={event => setOpen(event.currentTarget.open)}>
      <summary>{t.text('live.table.title')}</summary>
      {open && <Rows />}
    </details>
  );
}

function Rows() {
  const t = useTranslator();
  useLiveSnapshot();
  const rows = perSecond(useView().samples());
  const cell = (value: number | null | undefined, show: (value: number) => string) =>
    value === null || value === undefined ? '–' : show(value);
  return (
    <div className={styles.tableScroll}>
      <Table fz="xs" verticalSpacing={4} horizontalSpacing={8}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t.text('live.table.time')}</Table.Th>
            <Table.Th>{t.text('live.valence')}</Table.Th>
            <Table.Th>{t.text('live.arousal')}</Table.Th>
            {HEADLINE_EMOTIONS.map(emotion => (
              <Table.Th key={emotion}>{t.named('name', emotion)}</Table.Th>
            ))}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {rows.map(sample => (
            <Table.Tr key={sample.atMs}>
              <Table.Td>{mediaTime(sample.atMs, false)}</Table.Td>
              <Table.Td>{cell(sample.valence?.value, value => t.signed(value))}</Table.Td>
              <Table.Td>{cell(sample.arousal?.value, value => t.signed(value))}</Table.Td>
              {HEADLINE_EMOTIONS.map(emotion => (
                <Table.Td key={emotion}>{cell(sample.emotions[emotion], value => t.percent(value))}</Table.Td>
              ))}
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </div>
  );
}

/** The last sample of each of the last seconds, newest first. */
function perSecond(samples: readonly Sample[]): Sample[] {
  const bySecond = new Map(samples.map(sample => [Math.floor(sample.atMs / 1000), sample]));
  return [...bySecond.values()].slice(-ROWS).reverse();
}
