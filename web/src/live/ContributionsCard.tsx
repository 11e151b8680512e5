import { useTranslator } from '../i18n/Messages';
import { isMeasured, type Contribution, type Measurement, type Term } from '../sdk/messages';
import { testIds } from '../testids';
import styles from '../ui/sum.module.css';
import { SumBar } from '../ui/SumBar';
import panels from './live.module.css';
import { useLiveSnapshot } from './LiveContext';
import { useView } from './view';

const SHOWN_TERMS = 4;

/** How valence and arousal come about: what each modality reads, how much it weighs, and the largest terms of its sum. */
export function ContributionsCard() {
  const t = useTranslator();
  useLiveSnapshot();
  const view = useView();
  const contributions = view.now()?.affect?.contributions ?? [];
  const unread = view.unread();
  return (
    <section className={panels.panel} data-testid={testIds.liveContributions}>
      <header className={panels.panelHead}>
        <h2>{t.text('live.parts.title')}</h2>
      </header>
      {contributions.length === 0 && (
        <p className={`${panels.fine} ${panels.unread}`}>
          {unread ? t.named('reason', unread) : t.text('live.parts.nothing')}
        </p>
      )}
      <Sum name="valence" parts={contributions.map(each => part(each, 'valence'))} />
      <Sum name="arousal" parts={contributions.map(each => part(each, 'arousal'))} />
      {contributions.length > 0 && <p className={panels.fine}>{t.text('live.parts.note')}</p>}
    </section>
  );
}

interface Part {
  modality: string;
  value: Measurement;
  weight: number;
  terms: Term[];
}

function part(said: Contribution, quantity: 'valence' | 'arousal'): Part {
  return {
    modality: said.modality,
    value: said[quantity],
    weight: quantity === 'valence' ? said.valenceWeight : said.arousalWeight,
    terms: quantity === 'valence' ? said.valenceTerms : said.arousalTerms,
  };
}

function Sum({ name, parts }: { name: 'valence' | 'arousal'; parts: Part[] }) {
  const t = useTranslator();
  if (parts.length === 0) return null;
  const weighty = parts.filter(({ weight }) => weight > 0);
  const sum = weighty.reduce((sum, { value, weight }) => sum + (isMeasured(value) ? value.value * weight : 0), 0);
  return (
    <div>
      <table className={styles.sum}>
        <caption>
          {t.text(`live.parts.${name}`)}
          <span className={styles.shares} aria-hidden="true">
            {weighty.map(({ modality, weight }) => (
              <span key={modality} data-modality={modality} style={{ flexGrow: weight }} />
            ))}
          </span>
        </caption>
        <tbody>
          {parts.map(({ modality, value, weight, terms }) => (
            <Rows key={modality} modality={modality} value={value} weight={weight} terms={terms} />
          ))}
          {weighty.length > 1 && (
            <tr className={styles.total} data-sum={name}>
              <th scope="row">{t.text('live.parts.together')}</th>
              <td>
                <SumBar to={sum} />
              </td>
              <td className={panels.number}>{t.signed(sum, 2)}</td>
            </tr>
          )}
        </tbody>
      </table>
    </div>
  );
}

function Rows({ modality, value, weight, terms }: Part) {
  const t = useTranslator();
  return (
    <>
      <tr data-modality={modality} data-weight={weight}>
        <th scope="row">
          <span className={styles.swatch} aria-hidden="true" />
          {t.named('modality', modality)} <span className={styles.weight}>{weighs(t, weight)}</span>
        </th>
        <td>{isMeasured(value) && <SumBar to={value.value} />}</td>
        <td className={panels.number}>
          {isMeasured(value) ? t.signed(value.value, 2) : t.named('reason', value.reason)}
        </td>
      </tr>
      {terms.slice(0, SHOWN_TERMS).map(term => (
        <tr key={term.input} className={styles.term}>
          <th scope="row">{named(t, term.input)}</th>
          <td>
            <SumBar to={term.effect} />
          </td>
          <td className={panels.number}>{t.signed(term.effect, 2)}</td>
        </tr>
      ))}
    </>
  );
}

/** An emotion by its name, an action unit by its number and name. */
function named(t: ReturnType<typeof useTranslator>, input: string): string {
  return input.startsWith('AU') ? `${input} ${t.named('unit', input)}` : t.named('name', input);
}

function weighs(t: ReturnType<typeof useTranslator>, weight: number): string {
  return weight === 0 ? t.text('live.parts.silent') : t.text('live.parts.weighs', { percent: t.percent(weight) });
}
