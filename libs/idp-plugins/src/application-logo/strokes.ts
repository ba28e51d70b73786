/** A line with round ends through these points. */
export type Stroke = readonly (readonly [x: number, y: number])[];

export interface Drawing {
  readonly width: number;
  readonly height: number;
  readonly layers: readonly Layer[];
}

/** Strokes of one colour and thickness; a later layer lies on the earlier ones. */
export interface Layer {
  readonly color: readonly [red: number, green: number, blue: number];
  readonly thickness: number;
  readonly strokes: readonly Stroke[];
}

const TURN = Math.PI / 180;

/** Part of an ellipse, by degrees clockwise from three o'clock. */
function arc(cx: number, cy: number, rx: number, ry = rx, from = 0, to = 360): Stroke {
  const steps = Math.ceil(Math.abs(to - from) / 15);
  return Array.from({ length: steps + 1 }, (_, step) => {
    const angle = (from + ((to - from) * step) / steps) * TURN;
    return [cx + rx * Math.cos(angle), cy + ry * Math.sin(angle)] as const;
  });
}

interface Glyph {
  readonly advance: number;
  readonly strokes: readonly Stroke[];
}

// Drawn for this: capitals are 1 high and stand on y = 1, small letters begin at y = 0.3.
const GLYPHS: Readonly<Record<string, Glyph>> = {
  M: { advance: 0.82, strokes: [[[0, 1], [0, 0], [0.41, 0.6], [0.82, 0], [0.82, 1]]] },
  o: { advance: 0.64, strokes: [arc(0.32, 0.67, 0.32, 0.33)] },
  v: { advance: 0.58, strokes: [[[0, 0.34], [0.29, 1], [0.58, 0.34]]] },
  i: { advance: 0, strokes: [[[0, 0.34], [0, 1]], [[0, 0.06], [0, 0.06]]] },
  n: { advance: 0.54, strokes: [[[0, 0.34], [0, 1]], [...arc(0.27, 0.61, 0.27, 0.27, 180, 360), [0.54, 1]]] },
  g: { advance: 0.6, strokes: [arc(0.3, 0.67, 0.3, 0.33), [[0.6, 0.34], [0.6, 1.05], ...arc(0.3, 1.05, 0.3, 0.25, 15, 150)]] },
  O: { advance: 0.88, strokes: [arc(0.44, 0.5, 0.44, 0.5)] },
  N: { advance: 0.74, strokes: [[[0, 1], [0, 0], [0.74, 1], [0.74, 0]]] },
  A: { advance: 0.82, strokes: [[[0, 1], [0.41, 0], [0.82, 1]], [[0.15, 0.68], [0.67, 0.68]]] },
  I: { advance: 0, strokes: [[[0, 0], [0, 1]]] },
  ' ': { advance: 0.12, strokes: [] },
};
const GAP = 0.2;

/** A line of text as strokes, its capitals `size` high, its top left corner at (x, y). */
export function write(text: string, x: number, y: number, size: number): readonly Stroke[] {
  const strokes: Stroke[] = [];
  let at = 0;
  for (const character of text) {
    const { advance, strokes: glyph } = GLYPHS[character] as Glyph;
    strokes.push(...glyph.map((stroke) => stroke.map(([dx, dy]) => [x + (at + dx) * size, y + dy * size] as const)));
    at += advance + GAP;
  }
  return strokes;
}

/** The mark: a path that moves up, on a round field of the given size. */
export function mark(x: number, y: number, size: number): readonly Layer[] {
  const place = (points: Stroke): Stroke => points.map(([dx, dy]) => [x + dx * size, y + dy * size] as const);
  const path: Stroke = [[0.26, 0.68], [0.26, 0.38], [0.5, 0.62], [0.74, 0.3]];
  return [
    { color: [74, 58, 216], thickness: size, strokes: [place([[0.5, 0.5], [0.5, 0.5]])] },
    { color: [255, 255, 255], thickness: size * 0.1, strokes: [place(path)] },
    { color: [88, 224, 182], thickness: size * 0.17, strokes: [place([[0.74, 0.68], [0.74, 0.68]])] },
  ];
}
