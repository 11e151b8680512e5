import { createContext, useContext, useMemo, useState, type ReactNode } from 'react';
import type { AffectMessage } from '../sdk/messages';
import type { Sample } from './affect-history';
import { useLive } from './LiveContext';
import { unread } from './unread';

/** What the charts show: the running history, or what it was when the visitor pressed pause. */
export interface View {
  paused: boolean;
  setPaused(paused: boolean): void;
  samples(): readonly Sample[];
  /** Null while nothing is read, whatever was read before. */
  message(): AffectMessage | null;
  /** The newest sample, undefined while nothing is read, whatever was read before. */
  now(): Sample | undefined;
  /** Why nothing is read now, as an id of a reason; null while something is. */
  unread(): string | null;
}

/** A paused view is of a moment that was read. */
const UNTROUBLED = { phase: { name: 'measuring' }, another: null } as const;

const ViewContext = createContext<View | null>(null);

/** Pausing freezes the view, not the measurement. */
export function ViewProvider({ children }: { children: ReactNode }) {
  const { session } = useLive();
  const [frozen, setFrozen] = useState<{ samples: readonly Sample[]; message: AffectMessage | null } | null>(null);
  const view = useMemo(() => {
    const samples = () => frozen?.samples ?? session.history.samples;
    const why = () => unread(frozen ? UNTROUBLED : session.snapshot(), samples().at(-1));
    return {
      paused: frozen !== null,
      setPaused: (paused: boolean) =>
        setFrozen(paused ? { samples: session.history.frozen(), message: session.latest } : null),
      samples,
      message: () => (why() !== null ? null : frozen ? frozen.message : session.latest),
      now: () => (why() === null ? samples().at(-1) : undefined),
      unread: why,
    };
  }, [session, frozen]);
  return <ViewContext value={view}>{children}</ViewContext>;
}

export function useView(): View {
  const view = useContext(ViewContext);
  if (!view) throw new Error('useView needs a ViewProvider above it');
  return view;
}
