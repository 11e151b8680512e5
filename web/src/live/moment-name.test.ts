import { expect, test } from 'vitest';
import en from '../i18n/en.json';
import ru from '../i18n/ru.json';
import { Translator } from '../i18n/translator';
import zh from '../i18n/zh.json';
import { parseServerMessage, type MomentMessage } from '../sdk/messages';
import examples from '../sdk/protocol-examples.json';
import { momentName } from './MomentList';

const mixed = parseServerMessage(JSON.stringify(examples.mixedMoment)) as MomentMessage;
const translators = [new Translator('en', en), new Translator('ru', ru), new Translator('zh', zh)];

test('a mixture is named with both parts and their weights', () =>
  expect(translators.map(t => momentName(t, mixed))).toEqual([
    'joy 60\u00a0% and surprise 40\u00a0%',
    'радость 60\u00a0% и удивление 40\u00a0%',
    '喜悦 60%与惊讶 40%',
  ]));

test('a mixture that was kept without weights is named with both parts', () => {
  const kept = { kind: mixed.kind, name: mixed.name };
  expect(momentName(translators[0]!, kept)).toBe('joy and surprise, mixed');
});

test('a list is joined the way its language does', () =>
  expect(translators.map(t => t.list([t.text('modality.face'), t.text('modality.voice')]))).toEqual([
    'face, voice',
    'лицо, голос',
    '面部、声音',
  ]));
