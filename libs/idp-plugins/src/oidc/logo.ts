import { drawSquareLogo } from '../application-logo/draw-logo.js';

/** Square, as most consent pages show applications. */
export const logo = drawSquareLogo(256);
