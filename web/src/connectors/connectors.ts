import type { MessageKey } from '../i18n/translator';

export interface ConnectorField {
  name: string;
  secret: boolean;
  usual: string;
}

export interface ConnectorKind {
  kind: string;
  usualUrl: string;
  fields: ConnectorField[];
}

export interface Connector {
  id: string;
  kind: string;
  name: string;
  url: string;
  options: Record<string, string>;
  inboundPath: string;
  enabled: boolean;
  answeredAt?: string | null;
  failedAt?: string | null;
  failure?: string | null;
  heardAt?: string | null;
  silentHours: number;
}

export interface AllConnectors {
  kinds: ConnectorKind[];
  connectors: Connector[];
}

export interface WebhookEndpoint {
  id: string;
  url: string;
  types: string[];
  createdAt: string;
  disabledAt?: string | null;
  disabledWhy?: string | null;
  answeredAt?: string | null;
}

export interface AllWebhooks {
  endpoints: WebhookEndpoint[];
  types: string[];
  publicKey: string;
}

export interface Delivery {
  id: string;
  target: string;
  operation: string;
  state: DeliveryState;
  attempt: number;
  addedAt: string;
  nextAt?: string | null;
  doneAt?: string | null;
  lastError?: string | null;
  externalId?: string | null;
  externalUrl?: string | null;
  replayable: boolean;
}

export interface DeliveryLog {
  counts: Partial<Record<DeliveryState, number>>;
  latest: Delivery[];
}

export const DELIVERY_STATES = ['pending', 'sending', 'delivered', 'dead', 'cancelled'] as const;
export type DeliveryState = (typeof DELIVERY_STATES)[number];

/** After so many hours without an answer somebody should look; it is asked every hour. */
export const SILENT_HOURS = 3;

export type Health = 'off' | 'failing' | 'silent' | 'answering' | 'new';

/** The one word about a connected system. */
export function health(connector: Connector): Health {
  if (!connector.enabled) return 'off';
  if (connector.failedAt) return 'failing';
  if (connector.silentHours >= SILENT_HOURS) return 'silent';
  return connector.answeredAt ? 'answering' : 'new';
}

export const HEALTH_WORDS: Record<Health, MessageKey> = {
  off: 'connectors.health.off',
  failing: 'connectors.health.failing',
  silent: 'connectors.health.silent',
  answering: 'connectors.health.answering',
  new: 'connectors.health.new',
};

/** What is sent to make or change one: only what was filled in, so that a secret left empty stays as it was. */
export function filledIn(fields: ConnectorField[], values: Record<string, string>): Record<string, string> {
  return Object.fromEntries(
    fields.map(field => [field.name, (values[field.name] ?? '').trim()] as const).filter(([, value]) => value !== ''),
  );
}

/** Whose message it is, by the name that people gave. */
export function targetName(target: string, connectors: Connector[], endpoints: WebhookEndpoint[]): string {
  const id = target.slice(target.indexOf(':') + 1);
  return (
    connectors.find(connector => connector.id === id)?.name ??
    endpoints.find(endpoint => endpoint.id === id)?.url ??
    target
  );
}
