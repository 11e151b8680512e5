import styles from './sum.module.css';

/** A stretch of an axis from -1 at the left to 1 at the right; the number stands beside it. */
export function SumBar({ from = 0, to }: { from?: number; to: number }) {
  const start = Math.max(-1, Math.min(from, to));
  const end = Math.min(1, Math.max(from, to));
  return (
    <span className={styles.bar} aria-hidden="true">
      <span
        data-sign={to < from ? 'minus' : 'plus'}
        style={{ insetInlineStart: `${(start + 1) * 50}%`, inlineSize: `${(end - start) * 50}%` }}
      />
    </span>
  );
}
