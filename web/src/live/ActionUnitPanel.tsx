import { SegmentedControl } from '@mantine/core';
import { Fragment, useState } from 'react';
import { useTranslator } from '../i18n/Messages';
import type { Translator } from '../i18n/translator';
import { testIds } from '../testids';
import { lately, STRONGEST, unitRows, type UnitRow } from './action-units';
import { ActionUnitStrip } from './ActionUnitStrip';
import styles from './units.module.css';
import panels from './live.module.css';
import { useLiveSnapshot } from './LiveContext';
import { useView } from './view';

const VIEWS = ['active', 'all', 'minute'] as const;
type Shown = (typeof VIEWS)[number];

/** Action units: what is present now, all of them, or the last minute; the left grows to the left, the right to the right. */
export function ActionUnitPanel() {
  const t = useTranslator();
  const view = useView();
  useLiveSnapshot();
  const [shown, setShown] = useState<Shown>('active');
  const [open, setOpen] = useState<string | null>(null);
  const samples = view.samples();
  const unread = view.unread();
  // a picture without units between two with them is no reason to lose one's place
  const latest = samples.findLast(sample => Object.keys(sample.affect?.actionUnits ?? {}).length > 0);
  const rows = unread === null || shown === 'minute' ? unitRows(latest?.affect) : [];
  const listed = shown === 'active' ? rows.filter(row => lately(samples).has(row.id)) : rows;
  return (
    <section
      className={panels.panel}
      data-testid={testIds.liveActionUnits}
      data-count={rows.length}
      data-shown={shown}
      data-aoi="units"
    >
      <header className={panels.panelHead}>
        <h2>{t.text('live.units.title')}</h2>
        <SegmentedControl
          size="xs"
          value={shown}
          onChange={value => setShown(value as Shown)}
          aria-label={t.text('live.units.view')}
          data-testid={testIds.liveActionUnitsView}
          data={VIEWS.map(value => ({ value, label: t.text(`live.units.${value}`) }))}
        />
      </header>
      {rows.length === 0 && (
        <p className={`${panels.fine} ${panels.unread}`}>
          {unread ? t.named('reason', unread) : t.text('live.units.none')}
        </p>
      )}
      {rows.length > 0 && shown === 'minute' && <ActionUnitStrip units={rows.map(row => row.id)} />}
      {rows.length > 0 && shown !== 'minute' && (
        <div className={styles.rows} data-shown={shown}>
          <div className={styles.sides} aria-hidden="true">
            <span>{t.text('live.units.left')}</span>
            <span>{t.text('live.units.right')}</span>
          </div>
          {listed.length === 0 && <p className={panels.fine}>{t.text('live.units.quiet')}</p>}
          <ul>
            {listed.map((row, i) => (
              <Fragment key={row.id}>
                {shown === 'all' && listed[i - 1]?.region !== row.region && (
                  <li className={styles.region}>{t.text(`region.${row.region}`)}</li>
                )}
                <li data-testid={testIds.liveActionUnit(row.id)} data-present={row.present} data-doubt={row.doubt}>
                  <Unit row={row} open={open === row.id} onToggle={() => setOpen(open === row.id ? null : row.id)} />
                </li>
              </Fragment>
            ))}
          </ul>
        </div>
      )}
      {rows.length > 0 && shown !== 'minute' && <p className={panels.fine}>{t.text('live.units.legend')}</p>}
    </section>
  );
}

function Unit({ row, open, onToggle }: { row: UnitRow; open: boolean; onToggle(): void }) {
  const t = useTranslator();
  const { reading, present, doubt } = row;
  const hidden = doubt === 'not-visible';
  return (
    <>
      <button
        type="button"
        className={styles.unit}
        aria-expanded={open}
        aria-label={spoken(t, row)}
        onClick={onToggle}
        data-present={present}
        data-doubt={doubt}
      >
        <span className={styles.name}>
          <span className={styles.dot} data-present={present} />
          <span className={styles.words} title={t.named('unit', row.id)}>
            {t.named('unit', row.id)}
          </span>
          <span className={styles.number}>{row.number}</span>
        </span>
        {hidden ? (
          <span className={styles.unseen}>{t.text('live.units.notVisible')}</span>
        ) : (
          <>
            <Bar side="left" intensity={reading.left} present={present === 'both' || present === 'left'} />
            <Bar side="right" intensity={reading.right} present={present === 'both' || present === 'right'} />
            <span className={styles.values}>
              {doubt && '~'}
              {t.number(reading.left, 1)}
              <span> · </span>
              {t.number(reading.right, 1)}
            </span>
          </>
        )}
      </button>
      {open && (
        <p className={styles.detail}>
          {[
            t.text('live.units.present', { side: present }),
            reading.evidence && t.named('evidence', reading.evidence),
            !hidden && t.text('live.units.reliability', { share: t.percent(reading.reliability) }),
          ]
            .filter(Boolean)
            .join(' · ')}
          {doubt === 'low-reliability' && <br />}
          {doubt === 'low-reliability' && t.text('live.units.weak')}
        </p>
      )}
    </>
  );
}

function Bar({ side, intensity, present }: { side: 'left' | 'right'; intensity: number; present: boolean }) {
  return (
    <span className={styles.track} data-side={side}>
      <span
        className={styles.bar}
        data-present={present}
        style={{ transform: `scaleX(${Math.min(1, intensity / STRONGEST)})` }}
      />
    </span>
  );
}

function spoken(t: Translator, { id, reading, present, doubt }: UnitRow): string {
  const name = { unit: id, name: t.named('unit', id) };
  if (doubt === 'not-visible') return `${name.unit} ${name.name}: ${t.text('live.units.notVisible')}`;
  return t.parts([
    t.text('live.units.row', { ...name, left: t.number(reading.left, 1), right: t.number(reading.right, 1) }),
    t.text('live.units.present', { side: present }),
    t.text('live.units.reliability', { share: t.percent(reading.reliability) }),
  ]);
}
