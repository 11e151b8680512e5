import type { Translator } from '../i18n/translator';

const COMPARED =
  /^(au\.(AU\d\d)|(?:emotion|state)\.(\w+)|valence|arousal|quality\.\w+|facts\.(\w+)) (>=|>|<=|<|==) (.+)$/;
const PAGE = /^page\.kind == "([^"]*)"$/;
const PAGES = /^page\.kind in \[(.*)\]$/;

/** A part of a condition in plain words; what has no plain words is shown as it is. */
export function plain(clause: string, t: Translator): string | null {
  const page = PAGE.exec(clause)?.[1];
  if (page !== undefined) return t.text('plain.page', { pages: page });
  const pages = PAGES.exec(clause)?.[1];
  if (pages !== undefined) return t.text('plain.page', { pages: pages.replaceAll('"', '') });
  const compared = COMPARED.exec(clause);
  if (!compared) return null;
  const [, input = '', unit, share, fact, comparison = '', raw = ''] = compared;
  const number = Number(raw);
  if (fact !== undefined)
    return t.text('plain.fact', { fact, comparison: sign(comparison), value: raw.replaceAll('"', '') });
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
