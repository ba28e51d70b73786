import { drawSquareLogo } from '../application-logo/draw-logo.js';

/** Entra takes a PNG of 215 × 215. */
export const logo = drawSquareLogo(215);
