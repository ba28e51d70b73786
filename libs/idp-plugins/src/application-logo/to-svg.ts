import type { Drawing, Layer, Stroke } from './strokes.js';

export function toSvg({ width, height, layers }: Drawing): string {
  const head = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="img" aria-label="MoovingON AI">`;
  return `${head}${layers.map(layerToSvg).join('')}</svg>`;
}

function layerToSvg({ color, thickness, strokes }: Layer): string {
  const path = strokes.map(strokeToPath).join('');
  return `<path fill="none" stroke="rgb(${color.join(',')})" stroke-width="${round(thickness)}" stroke-linecap="round" stroke-linejoin="round" d="${path}"/>`;
}

function strokeToPath(stroke: Stroke): string {
  return stroke.map(([x, y], position) => `${position === 0 ? 'M' : 'L'}${round(x)} ${round(y)}`).join('');
}

const round = (value: number) => Math.round(value * 100) / 100;
