import { createContext, useContext } from 'react';
import type { ReadingPurpose } from '../api/api';
import type { Me } from '../api/types';

/** Who is signed in. */
export const MeContext = createContext<Me>({ signedIn: false });

/** Why somebody of this role opens the sessions of people. */
export function usePurpose(): ReadingPurpose {
  switch (useContext(MeContext).role) {
    case 'agent':
      return 'support';
    case 'privacy-officer':
      return 'privacy-request';
    default:
      return 'quality';
  }
}
