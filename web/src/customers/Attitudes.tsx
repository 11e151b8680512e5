import { useTranslator } from '../i18n/Messages';
import ui from '../ui/ui.module.css';
import { leaning, thing, type Attitude, type CustomerView } from './customers';
import styles from './customers.module.css';

/** To what it leans which way, the strongest first; each opens to the observations behind it. */
export function Attitudes({
  attitudes,
  evidence,
}: {
  attitudes: Record<string, Attitude>;
  evidence: CustomerView['evidence'];
}) {
  const t = useTranslator();
  const all = Object.entries(attitudes).sort(([, a], [, b]) => Math.abs(b.valence) - Math.abs(a.valence));
  if (all.length === 0) return <p className={ui.fine}>{t.text('customer.attitudes.none')}</p>;
  return (
    <>
      <p className={ui.fine}>{t.text('customer.attitudes.note')}</p>
      <ul className={styles.attitudes}>
        {all.map(([key, attitude]) => {
          const { kind, name } = thing(key);
          const share = Math.abs(attitude.valence) * 50;
          return (
            <li key={key} data-leaning={leaning(attitude.valence)}>
              <details>
                <summary>
                  <span>
                    <b>{kind === 'topic' ? t.named('topic', name) : name}</b>{' '}
                    <span className={ui.fine}>{t.named('customer.thing', kind)}</span>
                  </span>
                  <span className={styles.bar} aria-hidden="true">
                    <i
                      style={{
                        insetInlineStart: attitude.valence < 0 ? `${50 - share}%` : '50%',
                        inlineSize: `${share}%`,
                      }}
                    />
                  </span>
                  <span className={ui.number}>{t.signed(attitude.valence)}</span>
                </summary>
                <div className={ui.fine}>
                  <span>
                    {t.text('customer.attitudes.evidence', {
                      weight: t.number(attitude.weight, 1),
                      last: t.dateTime(attitude.lastSeen),
                      expires: t.dateTime(attitude.expires),
                    })}
                  </span>
                  {(evidence[key] ?? []).map(each => (
                    <span key={each.event}>
                      {t.dateTime(each.at)} · {t.named('customer.event', each.type)} · {t.signed(each.valence)}
                    </span>
                  ))}
                </div>
              </details>
            </li>
          );
        })}
      </ul>
    </>
  );
}
