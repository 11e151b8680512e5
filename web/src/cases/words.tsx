import { Badge } from '@mantine/core';
import { useEffect, useState } from 'react';
import type { Translator } from '../i18n/translator';
import { useTranslator } from '../i18n/Messages';
import { left, type CaseView, type Rate } from './cases';
import styles from './cases.module.css';

const LOOK_AGAIN_MS = 30_000;

/** A topic by its name; the topic itself where this page has no word for it. */
export const topicName = (t: Translator, topic: string) => t.named('topic', topic);

/** `95 %: 21 % to 94 %; 2 of 3`, which stands beside a share; or that nothing was observed. */
export function rateInWords(t: Translator, rate: Rate): string {
  return rate.share === null
    ? t.text('cases.rate.none')
    : t.text('cases.rate', {
        low: t.percent(rate.low),
        high: t.percent(rate.high),
        yes: rate.yes,
        n: rate.n,
      });
}

export function Level({ level }: { level: CaseView['level'] }) {
  const t = useTranslator();
  const colour = { low: 'gray', medium: 'yellow', high: 'red' }[level];
  return (
    <Badge variant="light" color={colour} radius="sm" tt="none">
      {t.text(`cases.level.${level}`)}
    </Badge>
  );
}

/** The time until a case is due, kept up to date while the page is open. */
export function Due({ dueAt }: { dueAt: string }) {
  const t = useTranslator();
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), LOOK_AGAIN_MS);
    return () => clearInterval(timer);
  }, []);
  const { over, unit, count } = left(dueAt, now);
  return (
    <time className={styles.due} dateTime={dueAt} data-over={over} title={t.dateTime(dueAt)}>
      {t.text(over ? 'cases.overdue' : 'cases.due', { time: t.text(`cases.${unit}`, { count }) })}
    </time>
  );
}
