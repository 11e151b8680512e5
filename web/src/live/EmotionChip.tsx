import { EMOTION_LETTERS } from '../theme/tokens';
import styles from './live.module.css';

/** The emotion's colour with its letter, so that colour never stands alone. */
export function EmotionChip({ name }: { name: string }) {
  const letter = name in EMOTION_LETTERS ? EMOTION_LETTERS[name as keyof typeof EMOTION_LETTERS] : null;
  if (!letter) return null;
  return (
    <span className={styles.chip} style={{ background: `var(--at-emotion-${name})` }} aria-hidden="true">
      {letter}
    </span>
  );
}
