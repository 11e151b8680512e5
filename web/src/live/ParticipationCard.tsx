import { useTranslator } from '../i18n/Messages';
import { isMeasured } from '../sdk/messages';
import { testIds } from '../testids';
import panels from './live.module.css';
import { useLiveSnapshot } from './LiveContext';
import styles from './participation.module.css';
import { useView } from './view';

const QUANTITIES = ['attention', 'engagement'] as const;
const DEFINITION = 'model-defined-states/1'; // of servers that do not name it
const WINDOW_MS = 2000; // likewise

/** Looking and reacting: two numbers that are never merged, each with what it means. */
export function ParticipationCard() {
  const t = useTranslator();
  const { ready } = useLiveSnapshot();
  const view = useView();
  const states = view.now()?.affect?.states;
  return (
    <section className={panels.panel} data-testid={testIds.liveParticipation}>
      <header className={panels.panelHead}>
        <h2>{t.text('live.part.title')}</h2>
      </header>
      <dl className={styles.quantities}>
        {QUANTITIES.map(quantity => {
          const state = states?.[quantity];
          const windowMs = ready?.states?.find(each => each.id === quantity)?.windowMs ?? WINDOW_MS;
          const value = isMeasured(state) ? state.value : null;
          const reason = state && 'reason' in state ? state.reason : (view.unread() ?? 'not-enough-evidence');
          return (
            <div key={quantity} data-testid={testIds.liveState(quantity)} data-value={value ?? undefined}>
              <dt>
                <b>{t.text(`live.part.${quantity}`)}</b>{' '}
                {t.text(`live.part.${quantity}Is`, { seconds: windowMs / 1000 })}
              </dt>
              <dd>
                <span className={panels.meter} aria-hidden="true">
                  <span style={{ inlineSize: `${(value ?? 0) * 100}%` }} />
                </span>
                {value === null ? (
                  <span className={styles.missing}>{t.named('reason', reason)}</span>
                ) : (
                  <span className={panels.number}>{t.percent(value)}</span>
                )}
              </dd>
            </div>
          );
        })}
      </dl>
      <details className={styles.definitions}>
        <summary>{t.text('live.part.define')}</summary>
        <p>{t.text('live.part.attentionFormula')}</p>
        <p>{t.text('live.part.engagementFormula')}</p>
        <p>
          {t.text('live.part.source', {
            id: ready?.states?.find(each => each.id === 'attention')?.definition ?? DEFINITION,
          })}
        </p>
      </details>
    </section>
  );
}
