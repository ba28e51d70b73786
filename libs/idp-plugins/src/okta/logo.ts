import { drawWideLogo } from '../application-logo/draw-logo.js';

/** Okta takes PNG, JPG or GIF below 1 MB, best on a transparent ground, wider than high and at least 420 × 120. */
export const logo = drawWideLogo();
