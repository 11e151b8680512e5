import { createContext, useContext, useMemo, useState, type ReactNode } from 'react';
import type { AffectMessage } from '../sdk/messages';
import type { Sample } from './affect-history';
import { useLive } from './LiveContext';

/** What the charts show: the running history, or what it was when the visitor pressed pause. */
export interface View {
  paused: boolean;
  setPaused(paused: boolean): void;
  samples(): readonly Sample[];
  message(): AffectMessage | null;
}

const ViewContext = createContext<View | null>(null);

/** Pausing freezes the view, not the measurement. */
export function ViewProvider({ children }: { children: ReactNode }) {
  const { session } = useLive();
  const [frozen, setFrozen] = useState<{ samples: readonly Sample[]; message: AffectMessage | null } | null>(null);
  const view = useMemo(
    () => ({
      paused: frozen !== null,
      setPaused: (paused: boolean) =>
        setFrozen(paused ? { samples: session.history.frozen(), message: session.latest } : null),
      samples: () => frozen?.samples ?? session.history.samples,
      message: () => (frozen ? frozen.message : session.latest),
    }),
    [session, frozen],
  );
  return <ViewContext value={view}>{children}</ViewContext>;
}

export function useView(): View {
  const view = useContext(ViewContext);
  if (!view) throw new Error('useView needs a ViewProvider above it');
  return view;
}
