import { Badge } from '@mantine/core';
import { useTranslator } from '../i18n/Messages';
import ui from '../ui/ui.module.css';
import { plain } from './plain';
import type { PlaybookRule } from './playbooks';
import styles from './playbooks.module.css';

/** What each rule does, when, for how long, and what is said about it: in plain words, with the condition behind. */
export function RuleCards({ rules }: { rules: readonly PlaybookRule[] }) {
  return (
    <ul className={styles.rules}>
      {rules.map(rule => (
        <RuleCard key={rule.id} rule={rule} />
      ))}
    </ul>
  );
}

function RuleCard({ rule }: { rule: PlaybookRule }) {
  const t = useTranslator();
  const said = (texts: Record<string, string>) => texts[t.language] ?? texts['en'] ?? rule.id;
  return (
    <li className={ui.card}>
      <h3>{said(rule.does)}</h3>
      <div className={styles.tags}>
        <Badge variant="light" radius="sm" tt="none">
          {t.named('actionClass', rule.actionClass.toLowerCase())}
        </Badge>
        <Badge variant="default" radius="sm" tt="none">
          {t.text(rule.readsDisplay ? 'playbooks.readsDisplay' : 'playbooks.factsOnly')}
        </Badge>
      </div>
      <p className={ui.fine}>{t.text('playbooks.when')}</p>
      <ul className={styles.conditions}>
        {rule.clauses.map(clause => {
          const words = plain(clause, t);
          return <li key={clause}>{words ?? <code>{clause}</code>}</li>;
        })}
        {rule.holdsForMs > 0 && <li>{t.text('playbooks.holds', { seconds: t.number(rule.holdsForMs / 1000, 1) })}</li>}
      </ul>
      <p>{t.text('playbooks.says', { reason: withoutBlanks(said(rule.reason)) })}</p>
      <details className={styles.details}>
        <summary>{t.text('playbooks.exactly')}</summary>
        <code className={ui.code}>{`${rule.when.trim()}\n→ ${rule.action} ${JSON.stringify(rule.parameters)}`}</code>
        <p className={ui.fine}>
          {t.text('playbooks.timing', {
            priority: rule.priority,
            slot: rule.slot,
            release: t.number(rule.releaseMs / 1000),
            cooldown: t.number(rule.cooldownMs / 1000),
          })}
        </p>
      </details>
    </li>
  );
}

/** A reason's template has blanks such as `{held}`; in general they are just "…". */
function withoutBlanks(template: string): string {
  return template.replace(/\{[^}]*\}/g, '…');
}
