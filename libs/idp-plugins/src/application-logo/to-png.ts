import { crc32, deflateSync } from 'node:zlib';
import type { Drawing, Layer, Stroke } from './strokes.js';

/** A PNG (ISO/IEC 15948) with transparency, edges smoothed by the distance of a pixel to the nearest stroke. */
export function toPng(drawing: Drawing): Buffer {
  const { width, height } = drawing;
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, 6, 0, 0, 0], 8); // 8 bits a channel, RGBA
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  return Buffer.concat([signature, chunk('IHDR', header), chunk('IDAT', deflateSync(paint(drawing), { level: 9 })), chunk('IEND', Buffer.alloc(0))]);
}

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const frame = Buffer.alloc(8);
  frame.writeUInt32BE(data.length, 0);
  frame.writeUInt32BE(crc32(body), 4);
  return Buffer.concat([frame.subarray(0, 4), body, frame.subarray(4)]);
}

/** Rows of RGBA, each behind a zero: no filter. */
function paint({ width, height, layers }: Drawing): Buffer {
  const pixels = new Float64Array(width * height * 4);
  for (const layer of layers) cover(pixels, coverage(layer, width, height), layer.color);
  const rows = Buffer.alloc((width * 4 + 1) * height);
  pixels.forEach((channel, index) => (rows[index + Math.floor(index / (width * 4)) + 1] = Math.round(channel)));
  return rows;
}

/** How much of each pixel a layer covers, 0 to 1. */
function coverage({ strokes, thickness }: Layer, width: number, height: number): Float64Array {
  const covered = new Float64Array(width * height);
  const reach = thickness / 2 + 1;
  for (const [from, to] of strokes.flatMap(partsOf)) {
    const [right, bottom] = [Math.min(width, Math.max(from[0], to[0]) + reach), Math.min(height, Math.max(from[1], to[1]) + reach)];
    for (let y = Math.floor(Math.max(0, Math.min(from[1], to[1]) - reach)); y < bottom; y++) {
      for (let x = Math.floor(Math.max(0, Math.min(from[0], to[0]) - reach)); x < right; x++) {
        const part = Math.min(1, thickness / 2 - distance(from, to, x + 0.5, y + 0.5) + 0.5);
        covered[y * width + x] = Math.max(covered[y * width + x] as number, part);
      }
    }
  }
  return covered;
}

/** Porter and Duff's "over", on colours that are not multiplied by their alpha. */
function cover(pixels: Float64Array, covered: Float64Array, color: Layer['color']): void {
  covered.forEach((part, index) => {
    if (part <= 0) return;
    const at = index * 4;
    const below = ((pixels[at + 3] as number) / 255) * (1 - part);
    color.forEach((channel, offset) => (pixels[at + offset] = (channel * part + (pixels[at + offset] as number) * below) / (part + below)));
    pixels[at + 3] = (part + below) * 255;
  });
}

function partsOf(stroke: Stroke): readonly (readonly [Point, Point])[] {
  return stroke.slice(1).map((to, index) => [stroke[index] as Point, to] as const);
}

type Point = Stroke[number];

/** From a point to a piece of line. */
function distance([ax, ay]: Point, [bx, by]: Point, x: number, y: number): number {
  const [dx, dy] = [bx - ax, by - ay];
  const length = dx * dx + dy * dy;
  const along = length === 0 ? 0 : Math.min(1, Math.max(0, ((x - ax) * dx + (y - ay) * dy) / length));
  return Math.hypot(x - ax - along * dx, y - ay - along * dy);
}
