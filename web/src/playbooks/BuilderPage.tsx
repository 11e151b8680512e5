import { Button, Textarea } from '@mantine/core';
import { useEffect, useRef, useState } from 'react';
import { useNavigate, useSearchParams } from 'react-router';
import { send } from '../api/api';
import { useResource } from '../api/useResource';
import { failure } from '../i18n/failure';
import { offsetOf, whatIsWrong, type Fault } from '../i18n/fault';
import { useTranslator } from '../i18n/Messages';
import { testIds } from '../testids';
import { ErrorState, LoadingState, Page } from '../ui/states';
import ui from '../ui/ui.module.css';
import { nextVersion, ruleText, withRule, type Checked, type PlaybookDetail } from './playbooks';
import styles from './playbooks.module.css';
import { RuleCards } from './RuleCards';
import { RuleFormFields } from './RuleFormFields';
import { Simulator } from './Simulator';

const PAUSE_MS = 400; // after which a text counts as typed
const MODEL = 'retail-checkout'; // what a new playbook begins from

/** A playbook of one's own: text and form on one side, what the server makes of it on the other. */
export default function BuilderPage() {
  const [asked] = useSearchParams();
  const from = asked.get('from') ?? MODEL;
  const [detail, reload] = useResource<PlaybookDetail>(`/v1/playbooks/${from}`);
  if (detail.state === 'loading') return <LoadingState rows={6} />;
  if (detail.state === 'failed') return <ErrorState error={detail.error} onRetry={reload} />;
  return <Builder key={from} from={detail.value} />;
}

function Builder({ from }: { from: PlaybookDetail }) {
  const t = useTranslator();
  const navigate = useNavigate();
  const editor = useRef<HTMLTextAreaElement>(null);
  const [yaml, setYaml] = useState(() => beginning(from));
  const [checked, setChecked] = useState<Checked | null>(null);
  const [trouble, setTrouble] = useState<string | null>(null);

  useEffect(() => {
    let current = true;
    const timer = setTimeout(() => {
      send<Checked>('POST', '/v1/playbooks/checks', { yaml }).then(
        answer => {
          if (!current) return;
          setChecked(answer);
          setTrouble(null);
        },
        (cause: unknown) => current && setTrouble(failure(t, cause)),
      );
    }, PAUSE_MS);
    return () => {
      current = false;
      clearTimeout(timer);
    };
  }, [yaml]);

  function show(fault: Fault) {
    const at = offsetOf(yaml, fault);
    const area = editor.current;
    if (!area) return;
    area.focus();
    area.setSelectionRange(at, Math.min(yaml.length, at + 1));
    area.scrollTop = Math.max(0, ((fault.line - 4) / yaml.split('\n').length) * area.scrollHeight);
  }

  async function save() {
    const playbook = checked?.playbook;
    if (!playbook) return;
    try {
      await send('PUT', `/v1/playbooks/${playbook.id}`, { yaml });
      await navigate(`/playbooks/${playbook.id}`);
    } catch (cause) {
      setTrouble(failure(t, cause));
    }
  }

  const sound = checked?.playbook ?? null;
  return (
    <Page
      title={t.text('builder.title')}
      lead={t.text('builder.lead')}
      actions={
        <Button onClick={() => void save()} disabled={sound === null} data-testid={testIds.builderSave}>
          {t.text('builder.save')}
        </Button>
      }
    >
      <div className={styles.builder}>
        <div className={styles.outcome}>
          <Textarea
            ref={editor}
            label={t.text('builder.text')}
            description={t.text('builder.textNote')}
            className={styles.editor}
            value={yaml}
            autosize
            minRows={16}
            maxRows={34}
            spellCheck={false}
            onChange={event => setYaml(event.currentTarget.value)}
            data-testid={testIds.builderText}
          />
          <RuleFormFields onAdd={rule => setYaml(before => withRule(before, ruleText(rule)))} />
        </div>
        <div className={styles.outcome} aria-live="polite">
          {trouble && (
            <p role="alert" className={styles.alert}>
              {trouble}
            </p>
          )}
          {!checked && !trouble && <LoadingState />}
          {checked && checked.faults.length > 0 && (
            <section className={ui.card} data-testid={testIds.builderFaults}>
              <h2>{t.text('builder.faults', { count: checked.faults.length })}</h2>
              <ul className={styles.faults}>
                {checked.faults.map(fault => (
                  <li key={`${fault.line}:${fault.column}:${fault.message}`}>
                    <button type="button" onClick={() => show(fault)}>
                      <b>{t.text('builder.place', { line: fault.line, column: fault.column })}</b>{' '}
                      {whatIsWrong(t, fault)}
                    </button>
                  </li>
                ))}
              </ul>
            </section>
          )}
          {sound && (
            <>
              <p className={styles.sound} role="status">
                {t.text('builder.sound', { title: sound.title, count: sound.rules.length })}
              </p>
              {sound.lock && (
                <div className={styles.lock} role="note">
                  <p>
                    <b>{t.text('playbooks.lockedBy', { article: sound.lock.article })}</b>
                  </p>
                  <p>{sound.lock.reason}</p>
                </div>
              )}
              <Simulator playbook={{ yaml }} playbooks={[]} />
              <RuleCards rules={sound.rules} />
            </>
          )}
        </div>
      </div>
    </Page>
  );
}

/** A shipped one gets an id of one's own, an own one its next version. */
function beginning({ playbook, yaml }: PlaybookDetail): string {
  return playbook.own
    ? nextVersion(yaml, playbook.version)
    : yaml.replace(/^id:.*$/m, `id: my-${playbook.id}`).replace(/^(#.*\n)+/, '');
}
