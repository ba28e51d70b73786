import { drawSquareLogo } from '../application-logo/draw-logo.js';

/** Square, as most portals show applications. */
export const logo = drawSquareLogo(256);
