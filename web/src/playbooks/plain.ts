import type { Translator } from '../i18n/translator';

const COMPARED =
  /^(au\.(AU\d\d)|(?:emotion|state)\.(\w+)|valence|arousal|quality\.\w+|facts\.(\w+)) (>=|>|<=|<|==) (.+)$/;
const PAGE = /^page\.kind == "([^"]*)"$/;
const PAGES = /^page\.kind in \[(.*)\]$/;

const SUM = /^((?:emotion|state)\.\w+(?: \+ (?:emotion|state)\.\w+)+) (>=|>|<=|<) ([\d.]+)$/;

/** A part of a condition in plain words; null for what has none and is shown as it is. */
export function plain(clause: string, t: Translator): string | null {
  if (!clause.includes(' || ')) return simple(clause, t);
  const choices = clause.split(' || ').map(choice => {
    const parts = choice.split(' && ').map(part => simple(part, t));
    return parts.includes(null) ? null : parts.join(t.text('plain.and'));
  });
  return choices.includes(null) ? null : choices.join(t.text('plain.or'));
}

function simple(clause: string, t: Translator): string | null {
  const page = PAGE.exec(clause)?.[1];
  if (page !== undefined) return t.text('plain.page', { pages: t.named('page', page) });
  const pages = PAGES.exec(clause)?.[1];
  if (pages !== undefined)
    return t.text('plain.page', {
      pages: t.list(pages.split(',').map(each => t.named('page', each.trim().replaceAll('"', '')))),
    });
  const sum = SUM.exec(clause);
  if (sum) {
    const names = (sum[1] ?? '').split(' + ').map(each => t.named('name', each.split('.')[1] ?? each));
    return t.text('plain.compared', {
      what: t.text('plain.display', { name: names.join(' + ') }),
      comparison: sign(sum[2] ?? ''),
      value: t.percent(Number(sum[3])),
    });
  }
  const compared = COMPARED.exec(clause);
  if (!compared) return null;
  const [, input = '', unit, share, fact, comparison = '', raw = ''] = compared;
  const number = Number(raw);
  if (fact !== undefined)
    return t.text('plain.fact', {
      fact: t.named('fact', fact),
      comparison: sign(comparison),
      value: raw === 'true' ? t.text('yes') : raw === 'false' ? t.text('no') : raw.replaceAll('"', ''),
    });
  if (Number.isNaN(number)) return null;
  const what =
    unit !== undefined
      ? t.text('plain.unit', { name: t.named('unit', unit), unit })
      : share !== undefined
        ? t.text('plain.display', { name: t.named('name', share) })
        : t.named('plain.input', input);
  const value =
    unit !== undefined
      ? t.text('plain.of5', { value: t.number(number, 1) })
      : share !== undefined || input.startsWith('quality.')
        ? t.percent(number)
        : t.signed(number, 2);
  return t.text('plain.compared', { what, comparison: sign(comparison), value });
}

function sign(comparison: string): string {
  return { '>=': '≥', '<=': '≤', '==': '=' }[comparison] ?? comparison;
}
