import { Button, Skeleton } from '@mantine/core';
import { IconClockExclamation, IconCloudOff, IconUnlink } from '@tabler/icons-react';
import { useSyncExternalStore, type ReactNode } from 'react';
import { Link, useLocation } from 'react-router';
import type { ApiError } from '../api/api';
import { outOfDate } from '../api/out-of-date';
import { roomAbove } from '../app/rooms';
import { failure } from '../i18n/failure';
import { useTranslator } from '../i18n/Messages';
import { testIds } from '../testids';
import styles from './ui.module.css';
import { useTitle } from './useTitle';

const BAD_REQUEST = 400;
const NOT_FOUND = 404;

/**
 * Every page: a title, the question it answers in one sentence, then its content.
 *
 * @param props.tab names it for tabs and the history where its title names a person
 */
export function Page(props: { title: string; tab?: string; lead: string; actions?: ReactNode; children: ReactNode }) {
  useTitle(props.tab ?? props.title);
  return (
    <div className={styles.page}>
      <header className={styles.pageHead}>
        <div>
          <h1>{props.title}</h1>
          <p>{props.lead}</p>
          <OutOfDate />
        </div>
        {props.actions}
      </header>
      {props.children}
    </div>
  );
}

/** Says quietly that something on the page is older than it looks; the page asks again by itself. */
function OutOfDate() {
  const t = useTranslator();
  const since = useSyncExternalStore(outOfDate.subscribe, outOfDate.oldest);
  return (
    <div role="status" data-testid={testIds.outOfDate}>
      {since !== null && (
        <p className={styles.outOfDate}>
          <IconClockExclamation size={16} stroke={1.6} aria-hidden="true" />
          {t.text('outOfDate', { time: new Date(since).toLocaleTimeString(t.language) })}
        </p>
      )}
    </div>
  );
}

export function LoadingState({ rows = 4 }: { rows?: number }) {
  const t = useTranslator();
  return (
    <div className={styles.loading} aria-busy="true" aria-label={t.text('loading')}>
      {Array.from({ length: rows }, (_, i) => (
        <Skeleton key={i} height={i === 0 ? 28 : 64} width={i === 0 ? '40%' : '100%'} radius="md" />
      ))}
    </div>
  );
}

/** One sentence, one button, one picture of what will be here. */
export function EmptyState(props: { picture: ReactNode; text: string; action?: ReactNode }) {
  return (
    <div className={styles.empty}>
      <span aria-hidden="true">{props.picture}</span>
      <p>{props.text}</p>
      {props.action}
    </div>
  );
}

/**
 * Says what happened and what to try: again, or, where an address is of nothing, the room that it lies in.
 *
 * @param notHere said instead where nothing is there: trying again would not help
 */
export function ErrorState({ error, onRetry, notHere }: { error: ApiError; onRetry(): void; notHere?: string }) {
  const t = useTranslator();
  const { pathname } = useLocation();
  const room = error.status === NOT_FOUND || error.status === BAD_REQUEST ? roomAbove(pathname) : null;
  if (notHere && error.status === NOT_FOUND)
    return <EmptyState picture={<IconUnlink size={40} stroke={1.3} />} text={notHere} />;
  return (
    <div className={styles.empty} role="alert">
      <span aria-hidden="true">
        <IconCloudOff size={40} stroke={1.3} />
      </span>
      <p>{failure(t, error)}</p>
      {room ? (
        <Button component={Link} to={`/${room.id}`} variant="default">
          {t.text('error.toRoom', { room: t.text(room.label) })}
        </Button>
      ) : (
        <Button variant="default" onClick={onRetry}>
          {t.text('error.retry')}
        </Button>
      )}
    </div>
  );
}
