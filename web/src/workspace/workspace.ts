/** What the console reads of the workspace of whoever serves customers. */
export interface Row {
  person: string;
  subject: string;
  caseId: string | null;
  topic: string;
  level: 'low' | 'medium' | 'high' | null;
  dueAt: string | null;
  overdue: boolean;
  channel: string | null;
  lastAt: string;
  step: string;
  suggested: string | null;
  valences: number[];
}

export interface Point {
  at: string;
  type: string;
  channel: string | null;
  product: string | null;
  modality: string | null;
  valence: number | null;
  answer: number | null;
}

export interface Panel {
  person: string;
  subject: string;
  shown: { modality: string; reason: string | null }[];
  timeline: Point[];
  openCases: string[];
  tried: { caseId: string; topic: string; at: string; step: string; option: string; outcome: string | null }[];
  tone: string;
  style: Record<string, unknown>;
  suggestion: {
    caseId: string;
    topic: string;
    step: string;
    option: string | null;
    draft: string;
    language: string;
  } | null;
}

/** One dot of a timeline: where it lies in [0, 1], from left to right and from -1 at the bottom to +1 at the top. */
export interface Dot {
  x: number;
  y: number;
  point: Point;
}

/** What was displayed, placed in time, the oldest first; a single one stands in the middle. */
export function dots(timeline: readonly Point[]): Dot[] {
  const displayed = timeline.filter(point => point.valence !== null).toReversed();
  const from = Date.parse(displayed[0]?.at ?? '');
  const to = Date.parse(displayed.at(-1)?.at ?? '');
  return displayed.map(point => ({
    x: to === from ? 0.5 : (Date.parse(point.at) - from) / (to - from),
    y: ((point.valence ?? 0) + 1) / 2,
    point,
  }));
}
