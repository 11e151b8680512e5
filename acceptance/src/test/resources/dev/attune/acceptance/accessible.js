// What a machine can find wrong with the page as it stands, for people who see little, or nothing: WCAG 2.2, 1.4.3 (contrast of text), 1.4.11 (of fields),
// 4.1.2 (names), 1.3.1 (headings, landmarks, labels), 2.4.2 (title), 3.1.1 (language). One sentence for each finding.
() => {
  const found = new Set();
  const told = element => {
    const id = element.closest('[data-testid]')?.dataset.testid;
    const text = (element.textContent || element.value || '').trim().replace(/\s+/g, ' ').slice(0, 50);
    return `<${element.localName} class="${String(element.getAttribute('class') ?? '').slice(0, 60)}"> '${text}'${id ? ` in ${id}` : ''}`;
  };
  const shown = element => element.checkVisibility({ opacityProperty: true, visibilityProperty: true, contentVisibilityAuto: true });

  // colours, as [red, green, blue, alpha] in 0..1
  const canvas = document.createElement('canvas');
  canvas.width = canvas.height = 1;
  const brush = canvas.getContext('2d', { willReadFrequently: true });
  const known = new Map();
  const colour = css => {
    if (!known.has(css)) {
      brush.clearRect(0, 0, 1, 1);
      brush.fillStyle = css;
      brush.fillRect(0, 0, 1, 1);
      known.set(css, [...brush.getImageData(0, 0, 1, 1).data].map(part => part / 255));
    }
    return known.get(css);
  };
  const over = ([r, g, b, a], under) => [r, g, b].map((part, i) => part * a + under[i] * (1 - a));
  const luminance = rgb => {
    const [r, g, b] = rgb.map(part => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4));
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const contrast = (one, other) => {
    const [bright, dark] = [luminance(one), luminance(other)].sort((a, b) => b - a);
    return (bright + 0.05) / (dark + 0.05);
  };

  /** What lies under the text of this element; null where it is a picture. */
  const ground = element => {
    const layers = [];
    for (let each = element; each; each = each.parentElement) {
      const style = getComputedStyle(each);
      if (style.backgroundImage !== 'none') return null;
      layers.push(colour(style.backgroundColor));
      if (layers.at(-1)[3] === 1) break;
    }
    let rgb = colour(getComputedStyle(document.documentElement).colorScheme === 'dark' ? '#121212' : '#ffffff').slice(0, 3);
    for (const layer of layers.reverse()) rgb = over(layer, rgb);
    return rgb;
  };
  const opacity = element => {
    let all = 1;
    for (let each = element; each; each = each.parentElement) all *= Number(getComputedStyle(each).opacity);
    return all;
  };
  const disabled = element =>
    element.closest(':disabled, [aria-disabled=true], [data-disabled=true]') !== null ||
    element.closest('label')?.control?.disabled ||
    element.closest('[class*=Input-wrapper], [class*=Switch-root], [class*=Checkbox-root]')?.querySelector(':disabled') != null;
  const readable = (element, css, what) => {
    const under = ground(element);
    if (under === null || disabled(element)) return;
    const style = getComputedStyle(element);
    const size = parseFloat(style.fontSize);
    const large = size >= 24 || (size >= 18.66 && Number(style.fontWeight) >= 700);
    const [r, g, b, a] = colour(css);
    const ratio = contrast(over([r, g, b, a * opacity(element)], under), under);
    const needed = large ? 3 : 4.5;
    if (ratio < needed - 0.01) found.add(`contrast ${ratio.toFixed(2)} of ${needed}: ${what}${told(element)} ${css}`);
  };
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node = texts.nextNode(); node; node = texts.nextNode()) {
    const element = node.parentElement;
    if (node.data.trim() === '' || ['SCRIPT', 'STYLE', 'NOSCRIPT', 'TEMPLATE', 'TITLE', 'OPTION'].includes(element.tagName)) continue;
    if (element.closest('title') || !shown(element)) continue;
    const box = element.getBoundingClientRect();
    if (box.width <= 1 || box.height <= 1) continue; // for screen readers only
    const style = getComputedStyle(element);
    readable(element, element instanceof SVGElement ? style.fill : style.color, '');
  }
  for (const field of document.querySelectorAll('input, textarea, select')) {
    if (!shown(field) || ['checkbox', 'radio', 'range', 'file', 'hidden'].includes(field.type)) continue;
    if (field.value) readable(field, getComputedStyle(field).color, 'value of ');
    else if (field.placeholder) readable(field, getComputedStyle(field, '::placeholder').color, 'placeholder of ');
  }

  // where something is filled in or ticked is found by its border
  for (const field of document.querySelectorAll('input, textarea, select')) {
    const box = field.getBoundingClientRect();
    const style = getComputedStyle(field);
    if (!shown(field) || box.width < 5 || field.matches(':disabled, :checked, :focus') || style.opacity === '0') continue;
    if (['range', 'file', 'hidden'].includes(field.type) || parseFloat(style.borderTopWidth) === 0) continue;
    const under = ground(field.parentElement);
    if (under === null) continue;
    const ratio = contrast(over(colour(style.borderTopColor), under), under);
    if (ratio < 2.99) found.add(`contrast ${ratio.toFixed(2)} of 3: border of ${told(field)} ${style.borderTopColor}`);
  }

  // names
  const textOf = element => {
    if (element.nodeType === Node.TEXT_NODE) return element.data;
    if (element.nodeType !== Node.ELEMENT_NODE || element.getAttribute('aria-hidden') === 'true') return '';
    if (element.hasAttribute('aria-label')) return element.getAttribute('aria-label');
    if (element.localName === 'img') return element.alt;
    return [...element.childNodes].map(textOf).join(' ');
  };
  const named = element => {
    const ids = element.getAttribute('aria-labelledby');
    const name = ids
      ? ids.split(/\s+/).map(id => (document.getElementById(id) ? textOf(document.getElementById(id)) : '')).join(' ')
      : element.getAttribute('aria-label') ??
        [...(element.labels ?? [])].map(textOf).join(' ') + (element.matches('input, select, textarea') ? '' : textOf(element));
    return (name.trim() || element.getAttribute('title') || '').trim() !== '';
  };
  const roles = ['button', 'link', 'switch', 'checkbox', 'radio', 'tab', 'slider', 'img', 'dialog', 'meter', 'progressbar', 'search', 'table'];
  const parts = document.querySelectorAll(
    `a[href], button, input:not([type=hidden]), select, textarea, summary, nav, iframe, svg[role], ${roles.map(role => `[role=${role}]`).join()}`,
  );
  for (const part of parts) {
    if (part.localName === 'nav' && document.querySelectorAll('nav').length < 2) continue;
    if (part.getAttribute('role') === 'search' || part.closest('[aria-hidden=true]')) continue;
    if (part.type === 'file' && part.style.display === 'none') continue;
    if ((shown(part) || ['checkbox', 'radio'].includes(part.type)) && !named(part)) found.add(`without a name: ${told(part)}`);
  }
  for (const picture of document.querySelectorAll('img:not([alt])')) found.add(`a picture without alt: ${picture.src}`);
  for (const hidden of document.querySelectorAll('[aria-hidden=true]'))
    for (const part of hidden.querySelectorAll('a[href], button, input, select, textarea, [tabindex="0"]'))
      if (shown(part) && part.tabIndex >= 0) found.add(`reached by the keyboard, hidden from screen readers: ${told(part)}`);

  // what other elements are said to name or explain
  for (const attribute of ['aria-labelledby', 'aria-describedby', 'aria-controls', 'aria-owns', 'for'])
    for (const element of document.querySelectorAll(`[${attribute}]`))
      for (const id of element.getAttribute(attribute).split(/\s+/))
        if (id && !document.getElementById(id) && (attribute !== 'aria-controls' || element.getAttribute('aria-expanded') === 'true'))
          found.add(`${attribute}=${id} leads nowhere: ${told(element)}`);
  const ids = [...document.querySelectorAll('[id]')].map(element => element.id);
  for (const id of new Set(ids.filter((each, i) => ids.indexOf(each) !== i))) found.add(`the id ${id} stands more than once`);
  for (const element of document.querySelectorAll('[tabindex]'))
    if (element.tabIndex > 0) found.add(`jumps the queue with tabindex ${element.tabIndex}: ${told(element)}`);

  // the page's frame
  const headings = [...document.querySelectorAll('h1, h2, h3, h4, h5, h6')].filter(heading => heading.checkVisibility());
  const first = headings.filter(heading => heading.localName === 'h1').length;
  if (first !== 1) found.add(`${first} headings h1`);
  let level = 0;
  for (const heading of headings) {
    const next = Number(heading.localName[1]);
    if (next > level + 1) found.add(`h${level} is followed by h${next}: ${told(heading)}`);
    level = next;
  }
  const mains = document.querySelectorAll('main').length;
  if (mains !== 1) found.add(`${mains} main landmarks`);
  if (!document.documentElement.lang) found.add('no language');
  if (!document.title || document.title === 'Attune') found.add(`the title is '${document.title}'`);
  for (const list of document.querySelectorAll('ul, ol'))
    for (const child of list.children)
      if (!['LI', 'SCRIPT', 'TEMPLATE'].includes(child.tagName)) found.add(`in a list but no item: ${told(child)}`);
  for (const head of document.querySelectorAll('th:not([scope])')) found.add(`a header cell of nothing: ${told(head)}`);
  return [...found];
}
