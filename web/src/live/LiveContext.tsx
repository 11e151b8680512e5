import {
  createContext,
  useCallback,
  useContext,
  useEffect,
  useMemo,
  useState,
  useSyncExternalStore,
  type ReactNode,
} from 'react';
import { consents } from '../api/api';
import { asApiError } from '../api/useResource';
import type { Consent } from '../sdk/consent';
import { Visit } from '../shop/visit';
import { LiveSession, type LiveSnapshot } from './live-session';

/** How far "stop everything" has come. */
export type StopState =
  | { name: 'not-stopped' }
  | { name: 'telling-server' }
  | { name: 'stopped'; at: Date }
  | { name: 'server-not-told'; error: string };

interface Live {
  session: LiveSession;
  /** Who is here, until they start over. */
  visit: Visit;
  consent: Consent | null;
  setConsent(consent: Consent | null): void;
  stopState: StopState;
  /** Camera and microphone off at once, then consent withdrawn. */
  stopEverything(): Promise<void>;
  startOver(): void;
}

const LiveContext = createContext<Live | null>(null);

export function LiveProvider({ children }: { children: ReactNode }) {
  const [session] = useState(() => new LiveSession());
  const [visit, setVisit] = useState(() => new Visit());
  const [consent, setConsent] = useState<Consent | null>(null);
  const [stopState, setStopState] = useState<StopState>({ name: 'not-stopped' });

  const stopEverything = useCallback(async () => {
    session.release();
    if (!consent) return;
    setStopState({ name: 'telling-server' });
    try {
      await consents.withdraw(consent.receiptId);
      setStopState({ name: 'stopped', at: new Date() });
    } catch (cause) {
      setStopState({ name: 'server-not-told', error: asApiError(cause).message });
    } finally {
      session.stop();
    }
  }, [session, consent]);

  const startOver = useCallback(() => {
    session.reset();
    setVisit(new Visit());
    setConsent(null);
    setStopState({ name: 'not-stopped' });
  }, [session]);

  // leaving the site ends the session cleanly
  useEffect(() => {
    const leave = () => session.stop();
    addEventListener('pagehide', leave);
    return () => removeEventListener('pagehide', leave);
  }, [session]);

  const live = useMemo(
    () => ({ session, visit, consent, setConsent, stopState, stopEverything, startOver }),
    [session, visit, consent, stopState, stopEverything, startOver],
  );
  return <LiveContext value={live}>{children}</LiveContext>;
}

export function useLive(): Live {
  const live = useContext(LiveContext);
  if (!live) throw new Error('useLive needs a LiveProvider above it');
  return live;
}

/** The live session's state; renders again about four times a second while measuring. */
export function useLiveSnapshot(): LiveSnapshot {
  const { session } = useLive();
  return useSyncExternalStore(session.subscribe, session.snapshot);
}
