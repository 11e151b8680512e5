import { mediaTime } from '../i18n/media-time';
import { useTranslator } from '../i18n/Messages';
import type { Conversation, SharedConversation } from '../sdk/messages';
import { testIds } from '../testids';
import ui from '../ui/ui.module.css';
import styles from './calls.module.css';

/** Who of two people spoke how much, and how they took turns; what nobody told is said to be unknown. */
export function ConversationPanel({ conversation }: { conversation: Conversation }) {
  const t = useTranslator();
  const { shared, lengthMs, customerMs, syllablesPerSpokenSecond: pace } = conversation;
  return (
    <section
      className={ui.card}
      data-testid={testIds.conversation}
      data-told={shared ? 'both' : 'customer'}
      aria-labelledby="conversation-title"
    >
      <h2 id="conversation-title">{t.text('conversation.title')}</h2>
      {shared ? (
        <>
          <Bar shared={shared} lengthMs={lengthMs} />
          <Parties shared={shared} />
        </>
      ) : (
        <p>{t.text('conversation.notTold')}</p>
      )}
      <dl className={ui.facts}>
        {!shared && (
          <>
            <dt>{t.text('conversation.customerSpoke')}</dt>
            <dd>{t.text('conversation.of', { part: mediaTime(customerMs), whole: mediaTime(lengthMs) })}</dd>
          </>
        )}
        {shared && (
          <>
            <dt>{t.text('conversation.overlap')}</dt>
            <dd>{mediaTime(shared.overlapMs)}</dd>
            <dt>{t.text('conversation.silence')}</dt>
            <dd>{mediaTime(shared.silenceMs)}</dd>
            <dt>{t.text('conversation.holds')}</dt>
            <dd>{t.list(shared.holds.map(hold => `${mediaTime(hold.fromMs)}–${mediaTime(hold.toMs)}`)) || '0'}</dd>
          </>
        )}
        <dt>{t.text('conversation.pace')}</dt>
        <dd>
          {pace === undefined
            ? t.named('reason', 'too-short')
            : t.text('live.voice.perSecond', { value: t.number(pace, 1) })}
        </dd>
      </dl>
      <p className={ui.fine}>{t.text('conversation.note')}</p>
    </section>
  );
}

/** The call's whole time, cut into who spoke; the table under it says the same in numbers. */
function Bar({ shared, lengthMs }: { shared: SharedConversation; lengthMs: number }) {
  const parts = [
    ['customer', shared.customer.spokenMs - shared.overlapMs],
    ['both', shared.overlapMs],
    ['agent', shared.agent.spokenMs - shared.overlapMs],
  ] as const;
  return (
    <div className={styles.bar} aria-hidden="true">
      {parts.map(([who, ms]) => (
        <span key={who} className={styles[who]} style={{ width: `${(100 * ms) / Math.max(lengthMs, 1)}%` }} />
      ))}
    </div>
  );
}

function Parties({ shared }: { shared: SharedConversation }) {
  const t = useTranslator();
  const { customer, agent } = shared;
  const rows = [
    ['spoke', `${mediaTime(customer.spokenMs)}`, `${mediaTime(agent.spokenMs)}`],
    ['share', t.percent(customer.share), t.percent(agent.share)],
    ['turns', t.number(customer.turns), t.number(agent.turns)],
    ['longest', mediaTime(customer.longestTurnMs), mediaTime(agent.longestTurnMs)],
    ['pauses', t.number(customer.pauses), t.number(agent.pauses)],
    ['interruptions', t.number(customer.interruptions), t.number(agent.interruptions)],
  ] as const;
  return (
    <table className={styles.parties}>
      <thead>
        <tr>
          <td />
          <th scope="col">
            <i className={styles.customer} /> {t.text('conversation.customer')}
          </th>
          <th scope="col">
            <i className={styles.agent} /> {t.text('conversation.agent')}
          </th>
        </tr>
      </thead>
      <tbody>
        {rows.map(([name, ofCustomer, ofAgent]) => (
          <tr key={name}>
            <th scope="row">{t.text(`conversation.${name}`)}</th>
            <td>{ofCustomer}</td>
            <td>{ofAgent}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
