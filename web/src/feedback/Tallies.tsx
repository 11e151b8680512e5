import { useTranslator } from '../i18n/Messages';
import table from '../ui/table.module.css';
import ui from '../ui/ui.module.css';
import { all, read, shareOf, type Summary, type Tally } from './feedback';
import styles from './feedback.module.css';
import { Split } from './Split';

const PRODUCTS = 12;
const ASPECTS = 12;
const REQUESTS = 12;
const COLUMNS = 8;

/** What is asked for; the server tells it where the requests of a trade are read. */
export function ByRequest({ summary }: { summary: Summary }) {
  const t = useTranslator();
  return (
    <Tallies
      id="requests"
      column="request"
      rows={(summary.requests ?? []).slice(0, REQUESTS).map(tally => ({ name: tally.name[t.language], tally }))}
    />
  );
}

export function ByProduct({ summary }: { summary: Summary }) {
  return (
    <Tallies
      id="products"
      column="product"
      rows={summary.products.slice(0, PRODUCTS).map(tally => ({ name: tally.product, tally }))}
    />
  );
}

export function ByAspect({ summary }: { summary: Summary }) {
  const t = useTranslator();
  return (
    <Tallies
      id="aspects"
      column="aspect"
      rows={summary.aspects.slice(0, ASPECTS).map(tally => ({ name: tally.name[t.language], tally }))}
    />
  );
}

function Tallies(props: {
  id: 'products' | 'aspects' | 'requests';
  column: 'product' | 'aspect' | 'request';
  rows: { name: string; tally: Tally }[];
}) {
  const t = useTranslator();
  if (props.rows.length === 0) return null;
  return (
    <section className={ui.card} aria-labelledby={`feedback-${props.id}`}>
      <h2 id={`feedback-${props.id}`}>{t.text(`feedback.${props.id}.title`)}</h2>
      <div className={table.scroll}>
        <table className={table.figures}>
          <thead>
            <tr>
              <th scope="col">{t.text(`feedback.column.${props.column}`)}</th>
              <th scope="col">n</th>
              <th scope="col">{t.text('feedback.tile.negative')}</th>
              <th scope="col" className={styles.splitCell}>
                {t.text('feedback.column.split')}
              </th>
            </tr>
          </thead>
          <tbody>
            {props.rows.map(({ name, tally }) => (
              <tr key={name}>
                <th scope="row">{name}</th>
                <td>{t.number(all(tally))}</td>
                <td>{read(tally) === 0 ? '–' : t.percent(shareOf('negative', tally))}</td>
                <td className={styles.splitCell}>
                  <Split tally={tally} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}

/** Share of negative remarks by product and aspect; a cell of few remarks stays a dot. */
export function ProductAndAspect({ summary }: { summary: Summary }) {
  const t = useTranslator();
  const cells = new Map(summary.aspectsByProduct.map(cell => [`${cell.product}\n${cell.aspect}`, cell]));
  const columns = summary.aspects
    .filter(({ aspect }) => summary.aspectsByProduct.some(cell => cell.aspect === aspect))
    .slice(0, COLUMNS);
  if (columns.length === 0) return null;
  return (
    <section className={ui.card} aria-labelledby="feedback-cells">
      <h2 id="feedback-cells">{t.text('feedback.cells.title')}</h2>
      <p className={ui.fine}>{t.text('feedback.cells.note')}</p>
      <div className={table.scroll}>
        <table className={table.figures}>
          <thead>
            <tr>
              <th scope="col">{t.text('feedback.column.product')}</th>
              {columns.map(({ aspect, name }) => (
                <th key={aspect} scope="col">
                  {name[t.language]}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {summary.products.slice(0, PRODUCTS).map(({ product }) => (
              <tr key={product}>
                <th scope="row">{product}</th>
                {columns.map(({ aspect }) => {
                  const cell = cells.get(`${product}\n${aspect}`);
                  return cell ? (
                    <td key={aspect} style={{ background: shade(shareOf('negative', cell)) }}>
                      {t.percent(shareOf('negative', cell))} · {t.number(read(cell))}
                    </td>
                  ) : (
                    <td key={aspect}>·</td>
                  );
                })}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}

/** The more negative, the stronger; never so strong that the number on it could not be read. */
function shade(negative: number): string {
  return `color-mix(in srgb, var(--at-negative) ${Math.round(40 * negative)}%, transparent)`;
}
