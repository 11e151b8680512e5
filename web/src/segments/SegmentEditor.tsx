import { Button, Textarea, TextInput } from '@mantine/core';
import { useEffect, useRef, useState } from 'react';
import { send } from '../api/api';
import { useResource } from '../api/useResource';
import { failure } from '../i18n/failure';
import { offsetOf, whatIsWrong } from '../i18n/fault';
import { useTranslator } from '../i18n/Messages';
import { testIds } from '../testids';
import ui from '../ui/ui.module.css';
import type { Counted, Ready, Segment } from './segments';
import styles from './segments.module.css';

const AFTER_LAST_KEY_MS = 350;

/** A name, a condition, how many it would hold for while it is written, and where it cannot be read. */
export function SegmentEditor(props: {
  segment: Segment | null;
  initialCondition: string;
  onSaved(segment: Segment): void;
  onCancel(): void;
}) {
  const t = useTranslator();
  const [ready] = useResource<Ready[]>('/v1/segments/ready');
  const [name, setName] = useState(props.segment?.name ?? '');
  const [condition, setCondition] = useState(props.segment?.condition ?? props.initialCondition);
  const [counted, setCounted] = useState<Counted | null>(null);
  const [trouble, setTrouble] = useState<string | null>(null);
  const text = useRef<HTMLTextAreaElement>(null);

  useEffect(() => {
    if (condition.trim() === '') {
      setCounted(null);
      return;
    }
    let current = true;
    const timer = setTimeout(() => {
      send<Counted>('POST', '/v1/segments/counts', { condition }).then(
        answer => {
          if (!current) return;
          setCounted(answer);
          setTrouble(null);
        },
        (cause: unknown) => current && setTrouble(failure(t, cause)),
      );
    }, AFTER_LAST_KEY_MS);
    return () => {
      current = false;
      clearTimeout(timer);
    };
  }, [condition]);

  const save = () => {
    setTrouble(null);
    const what = { name: name.trim(), condition };
    const saved = props.segment
      ? send<Segment>('PUT', `/v1/segments/${props.segment.id}`, what)
      : send<Segment>('POST', '/v1/segments', what);
    saved.then(props.onSaved, (cause: unknown) => setTrouble(failure(t, cause, { 409: 'segments.taken' })));
  };

  const goTo = (at: number) => {
    text.current?.focus();
    text.current?.setSelectionRange(at, at);
  };

  return (
    <section className={ui.card} aria-label={t.text('segments.editor')} data-testid={testIds.segmentEditor}>
      <TextInput
        label={t.text('segments.name')}
        value={name}
        maxLength={100}
        onChange={event => setName(event.currentTarget.value)}
        data-testid={testIds.segmentName}
      />
      {ready.state === 'loaded' && (
        <div className={styles.ready} role="group" aria-label={t.text('segments.ready')}>
          <span className={ui.fine}>{t.text('segments.ready')}</span>
          {ready.value.map(each => (
            <Button
              key={each.id}
              size="compact-xs"
              variant="default"
              onClick={() => {
                setCondition(each.condition);
                if (name.trim() === '') setName(t.named('segments.ready', each.id));
              }}
            >
              {t.named('segments.ready', each.id)}
            </Button>
          ))}
        </div>
      )}
      <Textarea
        ref={text}
        label={t.text('segments.condition')}
        description={t.text('segments.condition.note')}
        value={condition}
        autosize
        minRows={3}
        maxLength={4000}
        spellCheck={false}
        classNames={{ input: styles.code ?? '' }}
        onChange={event => setCondition(event.currentTarget.value)}
        data-testid={testIds.segmentCondition}
      />
      <div aria-live="polite" className={styles.live} data-testid={testIds.segmentCount}>
        {counted && counted.faults.length > 0 && (
          <ul className={styles.faults}>
            {counted.faults.map(fault => (
              <li key={`${fault.line}:${fault.column}:${fault.message}`}>
                <button type="button" onClick={() => goTo(offsetOf(condition, fault))}>
                  {t.text('segments.fault', { line: fault.line, column: fault.column })}
                </button>{' '}
                {whatIsWrong(t, fault)}
              </li>
            ))}
          </ul>
        )}
        {counted?.estimate && <Estimate counted={counted} />}
        {counted?.readsAffect && <p className={ui.fine}>{t.text('segments.readsAffect.note')}</p>}
      </div>
      <details>
        <summary>{t.text('segments.words')}</summary>
        <dl className={ui.facts}>
          {(
            [
              ['valence, arousal', 'segments.word.valence'],
              ['trend, volatility', 'segments.word.trend'],
              ['readings, events', 'segments.word.readings'],
              ['churnRisk', 'segments.word.churnRisk'],
              ['attitude["product:…"]', 'segments.word.attitude'],
              ['answer.csat, answer.nps, answer.ces', 'segments.word.answer'],
              ['count7["track:…"], count30, count90', 'segments.word.count'],
              ['daysSince["track:…"], silentDays', 'segments.word.since'],
              ['trait.plan', 'segments.word.trait'],
            ] as const
          ).map(([word, meaning]) => (
            <div key={word} className={styles.word}>
              <dt>
                <code>{word}</code>
              </dt>
              <dd>{t.text(meaning)}</dd>
            </div>
          ))}
        </dl>
      </details>
      {trouble && (
        <p role="alert" className={styles.alert}>
          {trouble}
        </p>
      )}
      <div className={styles.buttons}>
        <Button
          onClick={save}
          disabled={name.trim() === '' || condition.trim() === '' || (counted?.faults.length ?? 0) > 0}
          data-testid={testIds.segmentSave}
        >
          {t.text('segments.save')}
        </Button>
        <Button variant="default" onClick={props.onCancel}>
          {t.text('segments.cancel')}
        </Button>
      </div>
    </section>
  );
}

function Estimate({ counted }: { counted: Counted }) {
  const t = useTranslator();
  const { estimate, population } = counted;
  if (!estimate) return null;
  if (population === null) return <p>{t.text('segments.count.nobody')}</p>;
  if (estimate.about === null) return <p>{t.text('segments.count.few', { population })}</p>;
  return (
    <p>
      <b className={styles.about}>{t.text('segments.count.about', { people: estimate.about, population })}</b>{' '}
      <span className={ui.fine}>
        {estimate.everybody
          ? t.text('segments.count.everybody')
          : t.text('segments.count.sampled', {
              low: estimate.low ?? 0,
              high: estimate.high ?? 0,
              sampled: estimate.sampled,
            })}
      </span>
    </p>
  );
}
