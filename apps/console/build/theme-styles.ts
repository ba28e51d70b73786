import { convertCssVariables, DEFAULT_THEME, defaultCssVariablesResolver, deepMerge, mergeMantineTheme } from '@mantine/core';
import type { Plugin } from 'vite';
import { cssVariables, theme } from '../src/theme.js';

const NAME = 'virtual:theme.css';

/**
 * Mantine writes the theme's CSS variables into a style element when it starts, which the Content-Security-Policy does not
 * allow. They never change, so they are written into the style sheet when the console is built.
 */
export function themeStyles(): Plugin {
  return {
    name: 'theme-styles',
    resolveId: (id) => (id === NAME ? `\0${NAME}` : undefined),
    load: (id) => (id === `\0${NAME}` ? renderThemeStyles() : undefined),
  };
}

function renderThemeStyles(): string {
  const merged = mergeMantineTheme(DEFAULT_THEME, theme);
  return convertCssVariables(deepMerge(defaultCssVariablesResolver(merged), cssVariables(merged)), ':root');
}
