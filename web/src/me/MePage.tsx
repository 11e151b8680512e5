import { Badge, Button, Checkbox, FileButton } from '@mantine/core';
import { useCallback, useEffect, useState } from 'react';
import { send, type ApiError } from '../api/api';
import { asApiError } from '../api/useResource';
import { Settings } from '../app/Shell';
import { failure } from '../i18n/failure';
import { useTranslator } from '../i18n/Messages';
import type { MessageKey } from '../i18n/translator';
import type { ConsentChoice } from '../sdk/consent';
import { testIds } from '../testids';
import { ErrorState, LoadingState, Page } from '../ui/states';
import uiStyles from '../ui/ui.module.css';
import styles from './me.module.css';
import { credentialOf, my, verify, type Erased, type Mine, type Verdict } from './my';

/** A person's own page, reached by the address on the receipt; there is no account. */
export default function MePage() {
  const t = useTranslator();
  const [credential] = useState(() => credentialOf(location.hash));
  const [mine, setMine] = useState<Mine | null>(null);
  const [error, setError] = useState<ApiError | null>(null);
  const [erased, setErased] = useState<Erased | null>(null);

  const attempt = useCallback(async (work: () => Promise<void>) => {
    setError(null);
    try {
      await work();
    } catch (cause) {
      setError(asApiError(cause));
    }
  }, []);
  const load = useCallback(
    () =>
      attempt(async () => {
        setMine((await (await my(credential, 'GET', '')).json()) as Mine);
      }),
    [attempt, credential],
  );
  useEffect(() => void load(), [load]);

  return (
    <main className={styles.me} data-testid={testIds.me}>
      <Page title={t.text('me.title')} lead={t.text('me.lead')} actions={<Settings />}>
        {erased ? (
          <ErasedNote erased={erased} />
        ) : error && !mine ? (
          <ErrorState error={error} onRetry={() => void load()} notHere={t.text('me.notHere')} />
        ) : mine ? (
          <>
            {error && <p role="alert">{failure(t, error)}</p>}
            <Held mine={mine} credential={credential} attempt={attempt} />
            <Choices
              mine={mine}
              onWithdraw={choices =>
                void attempt(async () => {
                  await my(credential, 'POST', '/withdrawals', 'application/json', choices ? { choices } : {});
                  await load();
                })
              }
            />
            <Looks looks={mine.looks} />
            <Erase
              onErase={() =>
                void attempt(async () => {
                  setErased((await (await my(credential, 'POST', '/erasure')).json()) as Erased);
                })
              }
            />
          </>
        ) : (
          <LoadingState />
        )}
        <CheckReceipt />
      </Page>
    </main>
  );
}

function Held(props: { mine: Mine; credential: string; attempt(work: () => Promise<void>): Promise<void> }) {
  const t = useTranslator();
  const { mine } = props;
  const download = (accept: string, name: string) =>
    void props.attempt(async () => save(await (await my(props.credential, 'GET', '/export', accept)).blob(), name));
  return (
    <section className={uiStyles.card}>
      <h2>{t.text('me.held')}</h2>
      <p>
        {t.text('me.pseudonym')} <code>{mine.subject}</code>
      </p>
      <dl className={uiStyles.facts}>
        {Object.entries(mine.held)
          .filter(([, count]) => count > 0)
          .map(([kind, count]) => (
            <div key={kind} className={styles.fact}>
              <dt>{t.named('me.kind', kind)}</dt>
              <dd>{t.number(count)}</dd>
            </div>
          ))}
      </dl>
      <p className={uiStyles.fine}>{t.text('me.kept', { days: mine.keptDays })}</p>
      <div className={styles.buttons}>
        <Button variant="default" onClick={() => download('application/json', 'my-data.json')}>
          {t.text('me.copyJson')}
        </Button>
        <Button variant="default" onClick={() => download('text/html', 'my-data.html')}>
          {t.text('me.copyHtml')}
        </Button>
      </div>
    </section>
  );
}

/** One by one, as they were asked, or all at once. */
function Choices({ mine, onWithdraw }: { mine: Mine; onWithdraw(choices?: ConsentChoice[]): void }) {
  const t = useTranslator();
  return (
    <section className={uiStyles.card}>
      <h2>{t.text('me.choices')}</h2>
      <p className={uiStyles.fine}>
        {t.text('me.decided', { date: t.dateTime(mine.decidedAt), until: t.dateTime(mine.expiresAt) })}
      </p>
      <ul className={styles.choices}>
        {mine.choices.map(each => (
          <li key={`${each.purpose}/${each.modality}`}>
            <span>
              {t.named('purpose', each.purpose)} · {t.named('modality', each.modality)}
            </span>
            <span className={styles.choice}>
              <Badge variant={each.decision === 'granted' ? 'light' : 'default'} radius="sm" tt="none">
                {t.named('consentState', each.decision)}
              </Badge>
              {each.decision === 'granted' && (
                <Button
                  variant="default"
                  size="compact-sm"
                  onClick={() => onWithdraw([{ purpose: each.purpose, modality: each.modality }])}
                  aria-label={t.text('me.withdrawOne', {
                    what: `${t.named('purpose', each.purpose)} · ${t.named('modality', each.modality)}`,
                  })}
                >
                  {t.text('consent.withdraw')}
                </Button>
              )}
            </span>
          </li>
        ))}
      </ul>
      <div className={styles.buttons}>
        <Button
          variant="default"
          disabled={!mine.choices.some(each => each.decision === 'granted')}
          onClick={() => onWithdraw()}
          data-testid={testIds.meWithdraw}
        >
          {t.text('me.withdraw')}
        </Button>
      </div>
    </section>
  );
}

/** People of the operator's, by what for; their names stay in the audit. */
function Looks({ looks }: { looks: Mine['looks'] }) {
  const t = useTranslator();
  return (
    <section className={uiStyles.card} data-testid={testIds.meLooks}>
      <h2>{t.text('me.looks')}</h2>
      <p className={uiStyles.fine}>{t.text('me.looksNote')}</p>
      {looks.length === 0 && <p>{t.text('me.looksNone')}</p>}
      <ul className={styles.choices}>
        {looks.map((look, i) => (
          <li key={i}>
            <span>
              {t.named('me.look', look.object)} · {t.named('me.lookFor', look.purpose)}
            </span>
            <span className={uiStyles.fine}>{t.dateTime(look.at)}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** The one thing here that cannot be taken back, so it asks once. */
function Erase({ onErase }: { onErase(): void }) {
  const t = useTranslator();
  const [sure, setSure] = useState(false);
  return (
    <section className={uiStyles.card}>
      <h2>{t.text('me.erase')}</h2>
      <p>{t.text('me.eraseNote')}</p>
      <Checkbox
        checked={sure}
        onChange={event => setSure(event.currentTarget.checked)}
        label={t.text('me.eraseSure')}
        data-testid={testIds.meEraseSure}
      />
      <div className={styles.buttons}>
        <Button color="red" disabled={!sure} onClick={onErase} data-testid={testIds.meErase}>
          {t.text('me.eraseNow')}
        </Button>
      </div>
    </section>
  );
}

function ErasedNote({ erased }: { erased: Erased }) {
  const t = useTranslator();
  const { proof } = erased;
  return (
    <section className={uiStyles.card} role="status" data-testid={testIds.meErased}>
      <h2>{t.text('me.erased', { rows: erased.rows })}</h2>
      <p>{t.text('me.erasedNote')}</p>
      {proof !== null && (
        <div className={styles.buttons}>
          <Button
            variant="default"
            onClick={() => save(new Blob([proof], { type: 'application/jose' }), 'erasure-proof.jws')}
          >
            {t.text('me.proof')}
          </Button>
        </div>
      )}
    </section>
  );
}

function CheckReceipt() {
  const t = useTranslator();
  const [verdict, setVerdict] = useState<Verdict | null>(null);
  const [error, setError] = useState<string | null>(null);
  const check = async (file: File | null) => {
    if (!file) return;
    setError(null);
    setVerdict(null);
    try {
      setVerdict(await verify(await file.text(), await send('GET', '/.well-known/jwks.json')));
    } catch (cause) {
      setError(failure(t, cause));
    }
  };
  return (
    <section className={uiStyles.card}>
      <h2>{t.text('me.check')}</h2>
      <p className={uiStyles.fine}>{t.text('me.checkNote')}</p>
      <div className={styles.buttons}>
        <FileButton accept="application/json,.json" onChange={file => void check(file)}>
          {props => (
            <Button variant="default" {...props}>
              {t.text('me.checkFile')}
            </Button>
          )}
        </FileButton>
      </div>
      {verdict && <p role="status">{t.text(`me.verdict.${verdict}` as MessageKey)}</p>}
      {error && <p role="alert">{error}</p>}
    </section>
  );
}

function save(content: Blob, name: string): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(content);
  link.download = name;
  link.click();
  URL.revokeObjectURL(link.href);
}
