import type { Logo } from '@app/idp/contract';
import { mark, write, type Drawing } from './strokes.js';
import { toPng } from './to-png.js';
import { toSvg } from './to-svg.js';

/** The logo of this service with its name beside the mark, for places that are wider than high. */
export function drawWideLogo(): Logo {
  return new DrawnLogo({
    width: 420,
    height: 120,
    layers: [...mark(12, 20, 80), { color: [27, 36, 48], thickness: 5, strokes: write('MoovingON AI', 112, 44, 34) }],
  });
}

/** The mark alone, for square places. */
export function drawSquareLogo(size: number): Logo {
  return new DrawnLogo({ width: size, height: size, layers: mark(size * 0.05, size * 0.05, size * 0.9) });
}

/** Painted when it is first asked for, once: no start waits for pictures. */
class DrawnLogo implements Logo {
  readonly #drawing: Drawing;
  #png: string | undefined;

  constructor(drawing: Drawing) {
    this.#drawing = drawing;
  }

  get svg(): string {
    return toSvg(this.#drawing);
  }

  get png(): string {
    return (this.#png ??= toPng(this.#drawing).toString('base64'));
  }
}
