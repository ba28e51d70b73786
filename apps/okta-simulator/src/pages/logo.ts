import { Html } from './html.js';

/** The tile's picture, drawn for the simulator: a moon over an orbit. */
export const TILE_LOGO = new Html(
  '<svg viewBox="0 0 80 80" aria-hidden="true"><rect width="80" height="80" rx="18" fill="#16357a"/><circle cx="40" cy="40" r="19" fill="#f5c451"/>' +
    '<circle cx="48" cy="34" r="17" fill="#16357a"/><ellipse cx="40" cy="42" rx="32" ry="11" fill="none" stroke="#9fc0ff" stroke-width="3" transform="rotate(-22 40 42)"/></svg>',
);
