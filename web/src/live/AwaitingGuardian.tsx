import { Button } from '@mantine/core';
import { useState } from 'react';
import { send } from '../api/api';
import { useResource } from '../api/useResource';
import { failure } from '../i18n/failure';
import { useTranslator } from '../i18n/Messages';
import type { Consent } from '../sdk/consent';
import { testIds } from '../testids';
import { Copyable } from '../ui/Copyable';
import { useLive } from './LiveContext';

/**
 * A minor agreed, and a parent or guardian has yet to. Whoever works at the console hands the address on and knows who
 * it is; a page of a shop never gets to see it.
 */
export function AwaitingGuardian({ consent }: { consent: Consent }) {
  const t = useTranslator();
  const { setConsent } = useLive();
  const [error, setError] = useState<string | null>(null);
  const path = `/v1/consents/${encodeURIComponent(consent.receiptId)}`;
  const [waiting] = useResource<{ address: string }>(`${path}/guardian`);
  const look = () => {
    setError(null);
    // what was confirmed meanwhile is in the answers as they stand
    send<Consent>('GET', path).then(
      now => setConsent({ ...consent, choices: now.choices }),
      (cause: unknown) => setError(failure(t, cause)),
    );
  };
  return (
    <div data-testid={testIds.awaitingGuardian}>
      <p>{t.text('guardian.waiting')}</p>
      {waiting.state === 'loaded' && <Copyable text={location.origin + waiting.value.address} />}
      <Button variant="default" mt="sm" onClick={look}>
        {t.text('guardian.look')}
      </Button>
      {error && <p role="alert">{error}</p>}
    </div>
  );
}
