/** Areas of interest of the live page, in CSS pixels of the window. An element declares itself one with `data-aoi`. */
export interface Area {
  /** Also the key of its name, `aoi.shop`. */
  id: string;
  left: number;
  top: number;
  width: number;
  height: number;
}

export interface JudgedArea extends Area {
  shorterPx: number;
  /** False when the calibration's error is too large to tell whether this area is looked at. */
  usable: boolean;
}

/** What is visible of each declared area. */
export function areasOnPage(page: ParentNode = document): Area[] {
  return [...page.querySelectorAll<HTMLElement>('[data-aoi]')].flatMap(element => {
    const { left, top, right, bottom } = element.getBoundingClientRect();
    const area = visible({ id: element.dataset.aoi ?? '', left, top, right, bottom }, innerWidth, innerHeight);
    return area ? [area] : [];
  });
}

export function visible(
  box: { id: string; left: number; top: number; right: number; bottom: number },
  windowWidth: number,
  windowHeight: number,
): Area | null {
  const left = Math.max(0, box.left);
  const top = Math.max(0, box.top);
  const width = Math.min(windowWidth, box.right) - left;
  const height = Math.min(windowHeight, box.bottom) - top;
  return width > 0 && height > 0 ? { id: box.id, left, top, width, height } : null;
}

/** An area counts only when its shorter side is at least twice the gaze error (metrics.md, section 8). */
export function judged(areas: readonly Area[], refusedBelowPx: number): JudgedArea[] {
  return areas.map(area => {
    const shorterPx = Math.min(area.width, area.height);
    return { ...area, shorterPx, usable: shorterPx >= refusedBelowPx };
  });
}

/** The usable area a point lies in; the smallest, where they overlap. */
export function areaAt(point: { x: number; y: number }, areas: readonly JudgedArea[]): JudgedArea | null {
  const hit = areas.filter(
    ({ usable, left, top, width, height }) =>
      usable && point.x >= left && point.x < left + width && point.y >= top && point.y < top + height,
  );
  return hit.sort((a, b) => a.width * a.height - b.width * b.height)[0] ?? null;
}
