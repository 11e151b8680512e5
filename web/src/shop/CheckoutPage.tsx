import { IconMinus, IconPlus } from '@tabler/icons-react';
import { useEffect, useRef, useState, type FormEvent } from 'react';
import { useTranslator } from '../i18n/Messages';
import { useLive } from '../live/LiveContext';
import { testIds } from '../testids';
import {
  ADDRESS_FIELDS,
  ADDRESS_STEPS,
  checkAddress,
  EMPTY_ADDRESS,
  type AddressField,
  type AddressProblems,
} from './address';
import { totals, useCart, type CartLine } from './cart';
import { HelpPanel } from './HelpPanel';
import { ProductPicture } from './pictures/ProductPicture';
import { ShopLink } from './ShopLink';
import styles from './shop.module.css';
import { useShop } from './ShopContext';

const AUTOCOMPLETE: Record<AddressField, string> = {
  name: 'name',
  email: 'email',
  street: 'street-address',
  postcode: 'postal-code',
  city: 'address-level2',
  card: 'off',
};

export function CheckoutPage() {
  const t = useTranslator();
  const { lines } = useCart();
  if (lines.length === 0) {
    return (
      <div className={styles.emptyCart}>
        <h2>{t.text('shop.checkout.title')}</h2>
        <p>{t.text('shop.checkout.empty')}</p>
        <ShopLink to={{ name: 'list' }} className={styles.primary}>
          {t.text('shop.checkout.browse')}
        </ShopLink>
      </div>
    );
  }
  return (
    <>
      <h2 className={styles.title}>{t.text('shop.checkout.title')}</h2>
      <div className={styles.checkout}>
        <AddressForm />
        <OrderSummary lines={lines} />
      </div>
    </>
  );
}

/** One form; when help is offered the same fields come in three short steps, with what was typed kept. */
function AddressForm() {
  const t = useTranslator();
  const { go, adaptation, countFormErrors } = useShop();
  const { empty } = useCart();
  const { visit } = useLive();
  const [address, setAddress] = useState(EMPTY_ADDRESS);
  const [problems, setProblems] = useState<AddressProblems>({});
  const [step, setStep] = useState(0);
  const inSteps = adaptation['offer-help'] !== undefined;
  const shown = inSteps ? ADDRESS_STEPS[step]! : ADDRESS_FIELDS;
  const last = !inSteps || step === ADDRESS_STEPS.length - 1;
  const form = useRef<HTMLFormElement>(null);
  const stepBefore = useRef(step);

  useEffect(() => {
    if (stepBefore.current !== step) form.current?.querySelector('input')?.focus();
    stepBefore.current = step;
  }, [step]);
  useEffect(() => {
    form.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus();
  }, [problems]);

  const submit = (event: FormEvent) => {
    event.preventDefault();
    const all = checkAddress(address);
    const here = Object.fromEntries(Object.entries(all).filter(([field]) => shown.includes(field as AddressField)));
    setProblems(here);
    if (Object.keys(here).length > 0) {
      countFormErrors();
    } else if (!last) {
      setStep(step + 1);
    } else if (Object.keys(all).length > 0) {
      // help arrived after the first fields were passed over: go back to the step that lacks something
      setStep(ADDRESS_STEPS.findIndex(fields => fields.some(field => field in all)));
      setProblems(all);
    } else {
      empty();
      void visit.bought();
      go({ name: 'thanks' });
    }
  };

  return (
    <form
      className={styles.form}
      ref={form}
      noValidate
      onSubmit={submit}
      data-testid={testIds.shopCheckoutForm}
      data-steps={inSteps}
    >
      {inSteps && (
        <>
          <p className={styles.stepNote} role="status">
            {t.text('shop.checkout.step', { step: step + 1, count: ADDRESS_STEPS.length })}
          </p>
          <div className={styles.stepBar} aria-hidden="true">
            {ADDRESS_STEPS.map((_, i) => (
              <span key={i} data-done={i <= step} />
            ))}
          </div>
        </>
      )}
      {shown.map(field => (
        <label key={field} className={styles.field} data-field={field}>
          <span>{t.text(`shop.field.${field}`)}</span>
          <input
            value={address[field]}
            autoComplete={AUTOCOMPLETE[field]}
            inputMode={field === 'card' ? 'numeric' : undefined}
            aria-invalid={problems[field] !== undefined}
            aria-describedby={problems[field] ? `problem-${field}` : undefined}
            data-testid={testIds.shopCheckoutField(field)}
            onChange={event => setAddress({ ...address, [field]: event.target.value })}
          />
          {inSteps && <small>{t.text(`shop.hint.${field}`)}</small>}
          {problems[field] && (
            <small id={`problem-${field}`} className={styles.problem} role="alert">
              {t.text(
                problems[field] === 'missing' ? 'shop.field.missing' : `shop.field.invalid.${invalidKind(field)}`,
              )}
            </small>
          )}
        </label>
      ))}
      <div className={styles.buy}>
        {inSteps && step > 0 && (
          <button type="button" className={styles.secondary} onClick={() => setStep(step - 1)}>
            {t.text('shop.checkout.previous')}
          </button>
        )}
        <button
          type="submit"
          className={styles.primary}
          data-testid={last ? testIds.shopPlaceOrder : testIds.shopNextStep}
        >
          {t.text(last ? 'shop.checkout.order' : 'shop.checkout.next')}
        </button>
      </div>
      <p className={styles.fine}>{t.text('shop.checkout.demo')}</p>
      {inSteps && <HelpPanel topics={['payment', 'delivery', 'returns', 'data']} />}
    </form>
  );
}

function invalidKind(field: AddressField): 'email' | 'postcode' | 'card' {
  return field === 'email' || field === 'postcode' ? field : 'card';
}

function OrderSummary({ lines }: { lines: readonly CartLine[] }) {
  const t = useTranslator();
  const { change } = useCart();
  const sum = totals(lines);
  return (
    <section className={styles.summary} aria-label={t.text('shop.checkout.summary')}>
      <ul>
        {lines.map(({ product, count }) => (
          <li key={product.id}>
            <span className={styles.thumbnail}>
              <ProductPicture product={product} />
            </span>
            <span className={styles.lineName}>{product.name[t.language]}</span>
            <span className={styles.stepper}>
              <button type="button" onClick={() => change(product.id, -1)} aria-label={t.text('shop.less')}>
                <IconMinus size={14} aria-hidden="true" />
              </button>
              <span>{count}</span>
              <button type="button" onClick={() => change(product.id, 1)} aria-label={t.text('shop.more')}>
                <IconPlus size={14} aria-hidden="true" />
              </button>
            </span>
            <span className={styles.price}>{t.price(product.priceEuros * count)}</span>
          </li>
        ))}
      </ul>
      <dl className={styles.sum}>
        <dt>{t.text('shop.sum.goods')}</dt>
        <dd>{t.price(sum.goods)}</dd>
        <dt>{t.text('shop.sum.shipping')}</dt>
        <dd>{sum.shipping === 0 ? t.text('shop.sum.free') : t.price(sum.shipping)}</dd>
        <dt className={styles.grand}>{t.text('shop.sum.total')}</dt>
        <dd className={styles.grand}>{t.price(sum.total)}</dd>
      </dl>
    </section>
  );
}
