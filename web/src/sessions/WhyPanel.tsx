import { useState } from 'react';
import type { SecondAggregate } from '../api/types';
import { useResource } from '../api/useResource';
import { usePurpose } from '../app/me';
import { mediaTime } from '../i18n/media-time';
import { failure } from '../i18n/failure';
import { useTranslator } from '../i18n/Messages';
import type { Translator } from '../i18n/translator';
import { testIds } from '../testids';
import why from '../ui/sum.module.css';
import { SumBar } from '../ui/SumBar';
import styles from '../ui/ui.module.css';
import {
  strongestSecond,
  waterfall,
  type ExplainedPart,
  type ExplainedPerson,
  type ExplainedSum,
  type Explanation,
  type Step,
} from './explanation';

const STEP_MS = 100;
/** Into the strongest second: late enough that what made it strong has been said, wherever in it that was. */
const INTO_SECOND_MS = 900;
const SHOWN_TERMS = 6;
const SHOWN_UNITS = 8;

interface Shown {
  id: string;
  /** May be empty although the observations were kept: each has its own consents. */
  seconds: readonly SecondAggregate[];
  durationMs: number;
}

/** Walks the numbers of one media time back: modalities, the terms of the face, action units, prosody, versions. */
export function WhyPanel({ id, seconds, durationMs }: Shown) {
  const t = useTranslator();
  const [atMs, setAtMs] = useState(() => strongestSecond(seconds) + INTO_SECOND_MS);
  const [asked, setAsked] = useState(atMs);
  const end = Math.max(durationMs, (seconds.at(-1)?.atMs ?? 0) + 1000);
  return (
    <section className={styles.card} data-testid={testIds.sessionWhy}>
      <h2>{t.text('why.title')}</h2>
      <p className={styles.fine}>{t.text('why.lead')}</p>
      <label>
        {t.text('why.time', { time: mediaTime(atMs) })}
        <input
          type="range"
          min={0}
          max={end}
          step={STEP_MS}
          value={atMs}
          style={{ inlineSize: '100%' }}
          onChange={event => setAtMs(Number(event.target.value))}
          onPointerUp={() => setAsked(atMs)}
          onKeyUp={() => setAsked(atMs)}
        />
      </label>
      <Why id={id} atMs={asked} />
    </section>
  );
}

/**
 * One media time of a session that is kept, walked back.
 *
 * @param running whether it is still measured, so that the time may not be written yet
 */
export function Why({ id, atMs, running = false }: { id: string; atMs: number; running?: boolean }) {
  const t = useTranslator();
  const [why] = useResource<Explanation>(`/v1/sessions/${encodeURIComponent(id)}/explain?t=${atMs}`, usePurpose());
  return (
    <>
      {why.state === 'failed' && <p role="alert">{failure(t, why.error)}</p>}
      {why.state === 'loaded' && <Walk explanation={why.value} running={running} />}
    </>
  );
}

function Walk({ explanation, running }: { explanation: Explanation; running: boolean }) {
  const t = useTranslator();
  const { people, voice, words, body, formulas, models } = explanation;
  return (
    <>
      {people.length === 0 && <p className={styles.fine}>{t.text(running ? 'why.notYet' : 'why.nobody')}</p>}
      {people.map(person => (
        <Person key={person.trackId} person={person} />
      ))}
      <dl className={styles.facts}>
        {voice && (
          <>
            <dt>{t.text('why.voice', { from: mediaTime(voice.fromMs), to: mediaTime(voice.toMs) })}</dt>
            <dd>{list(t, 'why.prosody', voice.prosody)}</dd>
          </>
        )}
        {words && (
          <>
            <dt>{t.text('why.words', { time: mediaTime(words.atMs) })}</dt>
            <dd>{t.text('why.words.note', { language: words.language })}</dd>
          </>
        )}
        {body && (
          <>
            <dt>{t.text('why.body', { time: mediaTime(body.atMs) })}</dt>
            <dd>
              {list(t, 'why.signal', body.signals)} · {body.device}
            </dd>
          </>
        )}
      </dl>
      {formulas.length + models.length > 0 && (
        <details className={why.versions}>
          <summary>{t.text('why.versions', { formulas: formulas.length, models: models.length })}</summary>
          <p>
            <b>{t.text('why.formulas')}</b> {formulas.join(' · ')}
          </p>
          <p>
            <b>{t.text('why.models')}</b> {models.join(' · ')}
          </p>
        </details>
      )}
    </>
  );
}

function Person({ person }: { person: ExplainedPerson }) {
  const t = useTranslator();
  const units = person.actionUnits.slice(0, SHOWN_UNITS);
  return (
    <>
      <Waterfall name="valence" sum={person.valence} />
      <Waterfall name="arousal" sum={person.arousal} />
      <p className={styles.fine}>
        {t.text('why.person', {
          formula: person.formula,
          baseline: t.named('live.baseline', person.baseline),
          delay: Math.round(person.delayMs),
        })}
      </p>
      {units.length > 0 && (
        <p className={styles.fine}>
          {t.text('why.units')}{' '}
          {units
            .map(unit => `${unit.id} ${t.named('unit', unit.id)} ${t.number((unit.left + unit.right) / 2, 1)}`)
            .join(' · ')}
        </p>
      )}
    </>
  );
}

/** Each modality's share from where the one before ended; the last row is the number that was shown. */
function Waterfall({ name, sum }: { name: 'valence' | 'arousal'; sum: ExplainedSum }) {
  const t = useTranslator();
  if (sum.value === undefined)
    return <p className={styles.fine}>{`${t.text(`live.${name}`)}: ${t.named('reason', sum.reason ?? '')}`}</p>;
  const steps = waterfall(sum.parts);
  return (
    <table className={why.sum} data-sum={name}>
      <caption>{t.text(`live.${name}`)}</caption>
      <tbody>
        {steps.map(step => (
          <Rows key={step.part.modality} step={step} />
        ))}
        <tr className={why.total}>
          <th scope="row">{t.text('why.total')}</th>
          <td>
            <SumBar to={sum.value} />
          </td>
          <td className={styles.number}>{t.signed(sum.value, 3)}</td>
        </tr>
      </tbody>
    </table>
  );
}

function Rows({ step: { part, from, to } }: { step: Step }) {
  const t = useTranslator();
  return (
    <>
      <tr data-modality={part.modality} data-effect={part.effect}>
        <th scope="row">
          {t.named('modality', part.modality)}{' '}
          <span className={why.weight}>
            {t.text('why.times', { said: t.signed(part.said, 2), weight: t.percent(part.weight) })}
          </span>
        </th>
        <td>
          <SumBar from={from} to={to} />
        </td>
        <td className={styles.number}>{t.signed(part.effect, 3)}</td>
      </tr>
      {shown(part.terms).map(term => (
        <tr key={term.input} className={why.term}>
          <th scope="row">{termName(t, term.input)}</th>
          <td />
          <td className={styles.number}>{t.signed(term.effect, 3)}</td>
        </tr>
      ))}
    </>
  );
}

/** The largest ones, and what the usual took off. */
function shown(terms: ExplainedPart['terms']): ExplainedPart['terms'] {
  return terms.filter((term, index) => index < SHOWN_TERMS || term.input === 'usual');
}

/** An emotion by its name, an action unit by its number and name, and what is usual for this person. */
function termName(t: Translator, input: string): string {
  if (input === 'usual') return t.text('why.usual');
  return input.startsWith('AU') ? `${input} ${t.named('unit', input)}` : t.named('name', input);
}

function list(t: Translator, names: string, values: Record<string, number>): string {
  return Object.entries(values)
    .map(([name, value]) => `${t.named(names, name)} ${t.number(value, value < 10 ? 2 : 0)}`)
    .join(' · ');
}
