import type { Fault } from '../i18n/fault';
import type { Clause } from '../sdk/messages';

/** What `/v1/playbooks` answers; see docs/playbooks.md. */

export interface PlaybookRule {
  id: string;
  slot: string;
  priority: number;
  when: string;
  clauses: string[];
  stay: string;
  readsDisplay: boolean;
  holdsForMs: number;
  releaseMs: number;
  cooldownMs: number;
  action: string;
  actionClass: string;
  parameters: Record<string, unknown>;
  does: Record<string, string>;
  reason: Record<string, string>;
}

export interface Lock {
  reason: string;
  article: string;
  rule: string;
}

export interface Playbook {
  id: string;
  version: number;
  title: string;
  summary: string;
  setting: string;
  use: { places: string[]; role: string; purpose: string };
  fallback: string;
  frequencyCap: { decisions: number; perMinutes: number };
  own: boolean;
  on: boolean;
  lock: Lock | null;
  rules: PlaybookRule[];
}

/** A part of a made-up session in which nothing changes; `shows` is null while nobody is looked at. */
export interface Stretch {
  fromMs: number;
  toMs: number;
  page: string;
  facts: Record<string, unknown>;
  shows: Record<string, number> | null;
}

export interface PlaybookDetail {
  playbook: Playbook;
  yaml: string;
  savedAt: string | null;
  savedBy: string | null;
  example: Stretch[];
}

export interface Checked {
  faults: Fault[];
  playbook: Playbook | null;
}

export interface Firing {
  atMs: number;
  endedAtMs: number;
  end: string;
  rule: string;
  action: string;
  class: string;
  parameters: Record<string, unknown>;
  does: Record<string, string>;
  reason: Record<string, string>;
  clauses: Clause[];
}

export interface Silence {
  rule: string;
  nearest: string;
  neverTrue: string[];
  longestHeldMs: number;
}

export interface Simulation {
  kind: 'simulation';
  playbook: string;
  version: number;
  lengthMs: number;
  firings: Firing[];
  silences: Silence[];
}

/** In the order of the server's settings; what has no playbook is left out. */
export function bySetting(playbooks: readonly Playbook[]): [string, Playbook[]][] {
  const groups = new Map<string, Playbook[]>();
  for (const playbook of playbooks) groups.set(playbook.setting, [...(groups.get(playbook.setting) ?? []), playbook]);
  return [...groups];
}

/** The text with its version, as it stands at the beginning of a line, one higher than `latest`. */
export function nextVersion(yaml: string, latest: number): string {
  return yaml.replace(/^version:.*$/m, `version: ${latest + 1}`);
}

/** What the form of the builder asks for. */
export interface RuleForm {
  id: string;
  page: string;
  input: string;
  comparison: '>=' | '<=';
  value: number;
  holdsSeconds: number;
  action: string;
  actionClass: string;
  does: Record<'en' | 'ru' | 'zh', string>;
  reason: Record<'en' | 'ru' | 'zh', string>;
}

const LANGUAGES = ['en', 'ru', 'zh'] as const;

/** The form as a rule in YAML. JSON's strings are YAML's, so nothing can break out of one. */
export function ruleText(form: RuleForm): string {
  const wording = (key: string, texts: RuleForm['does']) =>
    `    ${key}:\n${LANGUAGES.map(language => `      ${language}: ${JSON.stringify(texts[language])}\n`).join('')}`;
  const clauses = [
    ...(form.page === '' ? [] : [`page.kind == ${JSON.stringify(form.page)}`]),
    'quality.score >= 0.5',
    `${form.input} ${form.comparison} ${decimal(form.value)}`,
  ];
  return (
    `  - id: ${form.id}\n` +
    `    when: ${JSON.stringify(clauses.join(' && '))}\n` +
    `    holds: PT${form.holdsSeconds}S\n` +
    `    then: { action: ${form.action}, class: ${form.actionClass} }\n` +
    wording('does', form.does) +
    wording('reason', form.reason)
  );
}

function decimal(value: number): string {
  return Number.isInteger(value) ? value.toFixed(1) : String(value);
}

/** The rule stands behind the last one: before `example`, or at the end. */
export function withRule(yaml: string, rule: string): string {
  const text = yaml.endsWith('\n') ? yaml : `${yaml}\n`;
  const example = text.search(/^example:/m);
  return example < 0 ? `${text}\n${rule}` : `${text.slice(0, example).trimEnd()}\n\n${rule}\n${text.slice(example)}`;
}

/** Facts as somebody types them: `minutesWaited=6, newPayee=true`. */
export function factsOf(text: string): Record<string, unknown> {
  const facts: Record<string, unknown> = {};
  for (const part of text.split(',')) {
    const [name, value] = part.split('=').map(each => each.trim());
    if (!name || value === undefined || value === '') continue;
    facts[name] =
      value === 'true' ? true : value === 'false' ? false : Number.isNaN(Number(value)) ? value : Number(value);
  }
  return facts;
}
