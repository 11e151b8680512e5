import { expect, test } from 'vitest';
import { ApiError, NO_ANSWER } from '../api/api';
import en from './en.json';
import { failure } from './failure';
import ru from './ru.json';
import { Translator } from './translator';
import zh from './zh.json';

const english = new Translator('en', en);
const russian = new Translator('ru', ru);
const chinese = new Translator('zh', zh);

test('whoever reads English gets the words of the server', () => {
  expect(failure(english, new ApiError(409, 'The case 7 is closed.'))).toBe('The case 7 is closed.');
});

test('whoever does not gets the meaning first and what was answered behind it', () => {
  const told = failure(russian, new ApiError(429, 'Too many requests. Maybe try again in 2 s.'));
  expect(told).toMatch(/^Слишком много запросов/);
  expect(told).toContain('Too many requests. Maybe try again in 2 s.');
  expect(failure(chinese, new ApiError(413, 'too large'))).toMatch(/^内容太大/);
});

test('what a status means in one place is told without English', () => {
  const taken = failure(russian, new ApiError(409, "There is an account 'olga' already."), { 409: 'people.taken' });
  expect(taken).toBe(ru['people.taken']);
});

test('what is wrong with a request is told behind what it means there, in any language', () => {
  const known = { 400: 'feedback.upload.unreadable' } as const;
  for (const [t, bundle] of [[english, en] as const, [russian, ru] as const]) {
    const told = failure(t, new ApiError(400, 'The table is empty.'), known);
    expect(told.startsWith(bundle['feedback.upload.unreadable'])).toBe(true);
    expect(told).toContain('The table is empty.');
  }
});

test('a server that is away is no riddle in any language', () => {
  for (const t of [english, russian, chinese]) {
    expect(failure(t, new ApiError(NO_ANSWER, 'TypeError: Failed to fetch'))).toBe(t.text('error.noAnswer'));
    expect(failure(t, new ApiError(502, 'GET /v1/me: 502'))).toBe(t.text('error.noAnswer'));
  }
});

test('a status without words of its own keeps those of the server', () => {
  expect(failure(chinese, new ApiError(451, 'not here'))).toBe('not here');
});
