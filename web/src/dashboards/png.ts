const SCALE = 2; // sharp on paper

/** Offers a chart as a picture. Its colours come from the page's style, so they are written into a copy first. */
export async function downloadPng(svg: SVGSVGElement, name: string, ground: string): Promise<void> {
  const copy = svg.cloneNode(true) as SVGSVGElement;
  const originals = [...svg.querySelectorAll('*')];
  [...copy.querySelectorAll('*')].forEach((element, i) => {
    const original = originals[i];
    if (!original || !(element instanceof SVGElement)) return;
    const { fill, stroke, strokeWidth, strokeDasharray, opacity, font } = getComputedStyle(original);
    Object.assign(element.style, { fill, stroke, strokeWidth, strokeDasharray, opacity, font });
  });
  const { width, height } = svg.viewBox.baseVal;
  copy.setAttribute('width', String(width));
  copy.setAttribute('height', String(height));
  const image = new Image();
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(new XMLSerializer().serializeToString(copy))}`;
  await image.decode();
  const canvas = document.createElement('canvas');
  canvas.width = width * SCALE;
  canvas.height = height * SCALE;
  const context = canvas.getContext('2d');
  if (!context) throw new Error('this browser draws no canvas');
  context.fillStyle = ground;
  context.fillRect(0, 0, canvas.width, canvas.height);
  context.drawImage(image, 0, 0, canvas.width, canvas.height);
  const link = document.createElement('a');
  link.href = canvas.toDataURL('image/png');
  link.download = `${name}.png`;
  link.click();
}
