// Side by side on labelled English texts: VADER and AFINN, as npm packages, and Attune. See README.md.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import Sentiment from 'sentiment';
import vader from 'vader-sentiment';

const { values } = parseArgs({
  options: { labelled: { type: 'string' }, attune: { type: 'string', default: '../../attune' } },
});
if (!values.labelled) throw new Error('--labelled FILE.tsv is missing: emotions separated by commas, a tab, the text');

const CLASSES = ['negative', 'neutral', 'positive'];
// trust and anticipation stand with joy in Plutchik's circle; surprise has no fixed sign
const SIGN = {
  joy: 'positive',
  trust: 'positive',
  anger: 'negative',
  disgust: 'negative',
  fear: 'negative',
  sadness: 'negative',
  neutral: 'neutral',
};

/** Three classes from emotions; rows whose emotions disagree, or have no fixed sign, are left out. */
const rows = readFileSync(values.labelled, 'utf8')
  .split('\n')
  .filter(line => line.includes('\t'))
  .flatMap(line => {
    const [labels, text] = line.split('\t');
    const signs = new Set(labels === '' ? ['neutral'] : labels.split(',').map(label => SIGN[label.trim()]));
    const [sign] = signs;
    return signs.size === 1 && sign !== undefined ? [{ sign, text }] : [];
  });

function score(read) {
  rows.slice(0, 2000).forEach(row => read(row.text)); // warm
  const start = process.cpuUsage();
  const answers = rows.map(row => read(row.text));
  const { user, system } = process.cpuUsage(start);
  const f1 = CLASSES.map(sign => {
    const hit = rows.filter((row, i) => row.sign === sign && answers[i] === sign).length;
    const said = answers.filter(answer => answer === sign).length;
    const there = rows.filter(row => row.sign === sign).length;
    return hit === 0 ? 0 : (2 * hit) / (said + there);
  });
  return {
    macroF1: mean(f1),
    accuracy: mean(rows.map((row, i) => (row.sign === answers[i] ? 1 : 0))),
    textsPerCpuSecond: Math.round(rows.length / ((user + system) / 1e6)),
  };
}

const mean = numbers => Number((numbers.reduce((sum, each) => sum + each, 0) / numbers.length).toFixed(4));
const signOf = (value, from) => (value >= from ? 'positive' : value <= -from ? 'negative' : 'neutral');

const afinn = new Sentiment();
const result = {
  file: values.labelled.split('/').at(-1),
  n: rows.length,
  classes: Object.fromEntries(CLASSES.map(sign => [sign, rows.filter(row => row.sign === sign).length])),
  'vader-sentiment 1.1.3': score(text => signOf(vader.SentimentIntensityAnalyzer.polarity_scores(text).compound, 0.05)),
  'sentiment 5.0.2 (AFINN)': score(text => signOf(afinn.analyze(text).score, 1)),
};

const table = join(mkdtempSync(join(tmpdir(), 'attune-words-')), 'sentiment.tsv');
writeFileSync(table, rows.map(row => `${row.sign}\t${row.text}\n`).join(''));
const attune = (...args) => execFileSync(resolve(values.attune), args, { encoding: 'utf8', maxBuffer: 1 << 26 });
const declared = ['--purpose', 'research'];
for (const head of ['ngram', 'joint']) {
  const json = JSON.parse(
    attune('evaluate', 'text', '--data', table, '--lang', 'en', '--task', 'sentiment', '--head', head, '--draws', '100', ...declared),
  );
  result[`Attune, ${head}`] = { macroF1: json.macroF1, accuracy: json.accuracy };
}
result.attuneSpeed = attune('bench', 'text', '--data', `en=${table}`, ...declared).trim().split('\n');
console.log(JSON.stringify(result, null, 2));
