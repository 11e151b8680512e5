import { describe, expect, test } from 'vitest';
import { filledIn, health, targetName, type Connector } from './connectors';

const connector: Connector = {
  id: 'c-1',
  kind: 'request-tracker',
  name: 'Help desk',
  url: 'https://rt.example',
  options: {},
  inboundPath: '/inbound/c-1/secret',
  enabled: true,
  answeredAt: '2026-11-22T12:00:00Z',
  silentHours: 0,
};

describe('the health of a connected system', () => {
  test('says the worst that is known', () => {
    expect(health(connector)).toBe('answering');
    expect(health({ ...connector, silentHours: 5 })).toBe('silent');
    expect(health({ ...connector, silentHours: 5, failedAt: '2026-11-22T12:00:00Z' })).toBe('failing');
    expect(health({ ...connector, enabled: false, failedAt: '2026-11-22T12:00:00Z' })).toBe('off');
    expect(health({ ...connector, answeredAt: null })).toBe('new');
  });
});

test('a secret that is left empty is not sent', () => {
  const fields = [
    { name: 'user', secret: false, usual: '' },
    { name: 'password', secret: true, usual: '' },
  ];
  expect(filledIn(fields, { user: ' root ', password: '', other: 'x' })).toEqual({ user: 'root' });
});

test('a delivery is named after its target', () => {
  const endpoint = { id: 'w-1', url: 'https://shop.example/hook', types: [], createdAt: '2026-11-22T12:00:00Z' };
  expect(targetName('connector:c-1', [connector], [endpoint])).toBe('Help desk');
  expect(targetName('webhook:w-1', [connector], [endpoint])).toBe('https://shop.example/hook');
  expect(targetName('mail', [connector], [endpoint])).toBe('mail');
});
