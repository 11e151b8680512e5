import { Button } from '@mantine/core';
import type { ReactNode } from 'react';
import type { Me } from '../api/types';
import { useResource } from '../api/useResource';
import { useTranslator } from '../i18n/Messages';
import { ErrorState, LoadingState } from '../ui/states';
import { Settings } from './Shell';
import styles from './shell.module.css';

const UNAUTHORIZED = 401;

/** Shows the console to somebody who signed in, and to everybody else how to. */
export function SignedIn({ children }: { children: ReactNode }) {
  const [me, reload] = useResource<Me>('/v1/me');
  switch (me.state) {
    case 'loading':
      return <LoadingState />;
    case 'failed':
      return me.error.status === UNAUTHORIZED ? (
        <SignInPage onRetry={reload} />
      ) : (
        <ErrorState error={me.error} onRetry={reload} />
      );
    case 'loaded':
      return me.value.signedIn ? children : <SignInPage onRetry={reload} />;
  }
}

function SignInPage({ onRetry }: { onRetry(): void }) {
  const t = useTranslator();
  // the server sends a link that was used already back here
  const expired = new URLSearchParams(location.search).get('signIn') === 'expired';
  return (
    <main className={styles.signIn}>
      <div>
        <img src="/attune.svg" alt="" width="44" height="44" />
        <h1>{t.text('signIn.title')}</h1>
        <p>{t.text(expired ? 'signIn.expired' : 'signIn.text')}</p>
        <code>{location.origin}/sign-in?token=…</code>
        <p>{t.text('signIn.once')}</p>
        <Button variant="default" onClick={onRetry}>
          {t.text('signIn.retry')}
        </Button>
        <Settings />
      </div>
    </main>
  );
}
