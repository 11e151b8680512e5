import { Button, NativeSelect, NumberInput, SegmentedControl, Slider, Switch, TextInput } from '@mantine/core';
import { useState } from 'react';
import { send } from '../api/api';
import { useResource } from '../api/useResource';
import { failure } from '../i18n/failure';
import { useTranslator } from '../i18n/Messages';
import type { Translator } from '../i18n/translator';
import { testIds } from '../testids';
import { ErrorState, LoadingState, Page } from '../ui/states';
import ui from '../ui/ui.module.css';
import styles from './style.module.css';

interface Brand {
  leastFormality: number;
  mostEnthusiasm: number;
  mostHumour: number;
  emoji: boolean;
  addressForm: 'familiar' | 'polite';
  upsell: boolean;
}

interface Settings {
  brand: Brand;
  languageModel: boolean;
  model: { named: boolean; name: string | null; trouble: string | null; patienceSeconds: number };
}

interface Intent {
  id: string;
  values: string[];
}

interface Message {
  text: string;
  language: string;
  tone: string;
  style: Record<string, number | boolean | string>;
  model: string | null;
  outcome: string;
  objections: { rule: string; found: string }[];
}

/** The bounds of the brand, and what would be said at which display. */
export default function StylePage() {
  const t = useTranslator();
  const [settings, reload] = useResource<Settings>('/v1/style/settings');
  const [intents] = useResource<Intent[]>('/v1/style/intents');
  return (
    <Page title={t.text('style.title')} lead={t.text('style.lead')}>
      {settings.state === 'loading' && <LoadingState />}
      {settings.state === 'failed' && <ErrorState error={settings.error} onRetry={reload} />}
      {settings.state === 'loaded' && (
        <div className={styles.halves}>
          <BrandForm key={JSON.stringify(settings.value)} settings={settings.value} onSaved={reload} />
          {intents.state === 'loaded' && <Trial intents={intents.value} settings={settings.value} />}
        </div>
      )}
    </Page>
  );
}

const SHARES = ['leastFormality', 'mostEnthusiasm', 'mostHumour'] as const;

function BrandForm({ settings, onSaved }: { settings: Settings; onSaved(): void }) {
  const t = useTranslator();
  const [brand, setBrand] = useState(settings.brand);
  const [languageModel, setLanguageModel] = useState(settings.languageModel);
  const [trouble, setTrouble] = useState<string | null>(null);
  const [saved, setSaved] = useState(false);

  async function save() {
    try {
      await send('PUT', '/v1/style/settings', { brand, languageModel });
      setTrouble(null);
      setSaved(true);
      onSaved();
    } catch (cause) {
      setTrouble(failure(t, cause));
    }
  }

  return (
    <section className={ui.card}>
      <h2>{t.text('style.brand')}</h2>
      <p className={ui.fine}>{t.text('style.brandNote')}</p>
      {SHARES.map(share => (
        <div key={share}>
          <p className={styles.label} id={`style-${share}`}>
            {t.text(`style.${share}`)}: <span className={ui.number}>{t.percent(brand[share])}</span>
          </p>
          <Slider
            min={0}
            max={1}
            step={0.05}
            value={brand[share]}
            label={value => t.percent(value)}
            thumbProps={{ 'aria-labelledby': `style-${share}` }}
            onChange={value => setBrand({ ...brand, [share]: value })}
          />
        </div>
      ))}
      <div>
        <p className={styles.label} id="style-address">
          {t.text('style.address')}
        </p>
        <SegmentedControl
          aria-labelledby="style-address"
          value={brand.addressForm}
          onChange={value => setBrand({ ...brand, addressForm: value === 'familiar' ? 'familiar' : 'polite' })}
          data={[
            { value: 'polite', label: t.text('style.polite') },
            { value: 'familiar', label: t.text('style.familiar') },
          ]}
        />
      </div>
      <Switch
        checked={brand.emoji}
        onChange={event => setBrand({ ...brand, emoji: event.currentTarget.checked })}
        label={t.text('style.emoji')}
      />
      <Switch
        checked={brand.upsell}
        onChange={event => setBrand({ ...brand, upsell: event.currentTarget.checked })}
        label={t.text('style.upsell')}
      />
      <Switch
        checked={languageModel}
        disabled={!settings.model.named}
        onChange={event => setLanguageModel(event.currentTarget.checked)}
        label={t.text('style.model')}
        description={
          settings.model.named
            ? t.text('style.modelNote', {
                name: settings.model.name ?? '',
                seconds: t.number(settings.model.patienceSeconds, 1),
              })
            : t.text('style.noModel')
        }
      />
      {settings.model.trouble && <p className={styles.alert}>{settings.model.trouble}</p>}
      <div>
        <Button onClick={() => void save()} data-testid={testIds.styleSave}>
          {t.text('style.save')}
        </Button>{' '}
        <span role="status" className={ui.fine}>
          {saved && t.text('style.saved')}
        </span>
      </div>
      {trouble && (
        <p role="alert" className={styles.alert}>
          {trouble}
        </p>
      )}
    </section>
  );
}

/** Which display stands for which tone; each is far inside it. */
const DISPLAYS: Record<string, Record<string, number>> = {
  unknown: {},
  frustration: { frustration: 0.8 },
  confusion: { confusion: 0.8 },
  joy: { joy: 0.9 },
};

function Trial({ intents, settings }: { intents: Intent[]; settings: Settings }) {
  const t = useTranslator();
  const [display, setDisplay] = useState('unknown');
  const [intent, setIntent] = useState(intents.find(each => each.id === 'order-delayed')?.id ?? intents[0]?.id ?? '');
  const [language, setLanguage] = useState<string>(t.language);
  const [name, setName] = useState('');
  const [days, setDays] = useState(2);
  const [askModel, setAskModel] = useState(false);
  const [message, setMessage] = useState<Message | null>(null);
  const [trouble, setTrouble] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const values = intents.find(each => each.id === intent)?.values ?? [];

  async function say() {
    setBusy(true);
    try {
      setMessage(
        await send<Message>('POST', '/v1/style/trials', {
          ...(display === 'unknown' ? {} : { reading: { ...DISPLAYS[display], confidence: 0.9 } }),
          intent,
          language,
          askModel,
          values: {
            ...(values.includes('days') ? { days } : {}),
            ...(name.trim() === '' ? {} : { name: name.trim() }),
          },
        }),
      );
      setTrouble(null);
    } catch (cause) {
      setMessage(null);
      setTrouble(failure(t, cause));
    }
    setBusy(false);
  }

  return (
    <section className={ui.card}>
      <h2>{t.text('style.trial')}</h2>
      <p className={ui.fine}>{t.text('style.trialNote')}</p>
      <NativeSelect
        label={t.text('style.display')}
        value={display}
        onChange={event => setDisplay(event.currentTarget.value)}
        data={Object.keys(DISPLAYS).map(each => ({ value: each, label: t.named('style.display', each) }))}
      />
      <NativeSelect
        label={t.text('style.intent')}
        value={intent}
        onChange={event => setIntent(event.currentTarget.value)}
        data={intents.map(each => ({ value: each.id, label: t.named('intent', each.id) }))}
      />
      <NativeSelect
        label={t.text('style.language')}
        value={language}
        onChange={event => setLanguage(event.currentTarget.value)}
        data={[
          { value: 'en', label: 'English' },
          { value: 'ru', label: 'Русский' },
          { value: 'zh', label: '中文' },
        ]}
      />
      <TextInput label={t.text('style.name')} value={name} onChange={event => setName(event.currentTarget.value)} />
      {values.includes('days') && (
        <NumberInput
          label={t.text('style.days')}
          min={0}
          max={365}
          value={days}
          onChange={value => setDays(Number(value) || 0)}
        />
      )}
      {settings.model.named && (
        <Switch
          checked={askModel}
          onChange={event => setAskModel(event.currentTarget.checked)}
          label={t.text('style.askModel')}
        />
      )}
      <div>
        <Button onClick={() => void say()} loading={busy} data-testid={testIds.styleTry}>
          {t.text('style.say')}
        </Button>
      </div>
      {trouble && (
        <p role="alert" className={styles.alert}>
          {trouble}
        </p>
      )}
      {message && (
        <div role="status" className={styles.message} data-testid={testIds.styleMessage}>
          <blockquote lang={message.language}>{message.text}</blockquote>
          <p className={ui.fine}>
            {t.text('style.tone', { tone: t.named('tone', message.tone) })} ·{' '}
            {t.named('style.outcome', message.outcome)}
          </p>
          {message.objections.length > 0 && (
            <p className={ui.fine}>
              {t.text('style.objections', {
                objections: t.parts(
                  message.objections.map(each =>
                    [t.named('style.rule', each.rule), each.found].filter(part => part !== '').join(': '),
                  ),
                ),
              })}
            </p>
          )}
          <details>
            <summary>{t.text('style.vector')}</summary>
            <dl className={ui.facts}>
              {Object.entries(message.style).map(([key, value]) => (
                <div key={key} className={styles.pair}>
                  <dt>{t.named('style.vector', key)}</dt>
                  <dd>{inWords(key, value, t)}</dd>
                </div>
              ))}
            </dl>
          </details>
        </div>
      )}
    </section>
  );
}

const COUNTED: Record<string, number> = { questionsPerTurn: 0, speechRate: 2 }; // digits; other numbers are shares

function inWords(key: string, value: number | boolean | string, t: Translator): string {
  if (typeof value === 'boolean') return t.text(value ? 'yes' : 'no');
  if (typeof value === 'string') return t.named('style', value);
  const digits = COUNTED[key];
  return digits === undefined ? t.percent(value) : t.number(value, digits);
}
