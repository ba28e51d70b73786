import { Alert, Anchor, Badge, createTheme, type MantineColorsTuple, type MantineTheme } from '@mantine/core';

/** The violet of the application's mark, from light to dark. */
const violet: MantineColorsTuple = ['#f0effe', '#dfdcfc', '#c0baf8', '#a8a0f4', '#a098f2', '#7a6fe8', '#5f52e0', '#4a3ad8', '#3d2fc0', '#31259e'];

const SYSTEM_FONT = 'system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", sans-serif';

export const theme = createTheme({
  primaryColor: 'violet',
  colors: { violet },
  primaryShade: { light: 7, dark: 6 },
  defaultRadius: 'md',
  fontFamily: SYSTEM_FONT,
  fontFamilyMonospace: 'ui-monospace, SFMono-Regular, Menlo, Consolas, monospace',
  headings: { fontFamily: SYSTEM_FONT, fontWeight: '650' },
  cursorType: 'pointer',
  respectReducedMotion: true,
  components: {
    // Most of them stand on the page from the beginning: as alerts they would all be read out first. What went wrong says so itself (ProblemNotice).
    Alert: Alert.extend({ defaultProps: { role: 'note' } }),
    // Not by its colour alone (WCAG 2.2 §1.4.1).
    Anchor: Anchor.extend({ defaultProps: { underline: 'always' } }),
    Badge: Badge.extend({ defaultProps: { tt: 'none' } }),
  },
});

/** Where Mantine's own colours have less contrast than WCAG 2.2 §1.4.3 asks for: 4.5 to 1 for text. */
export function cssVariables({ colors }: MantineTheme) {
  const both = { '--mantine-color-red-filled': colors.red[9], '--mantine-color-red-filled-hover': '#a51111' };
  return {
    variables: {},
    light: {
      ...both,
      '--mantine-color-text': '#1b2430',
      '--mantine-color-dimmed': '#55606e',
      '--mantine-color-placeholder': '#667080',
      '--mantine-color-error': '#b42318',
      '--mantine-color-red-text': '#b42318',
      '--mantine-color-red-outline': '#b42318',
      '--mantine-color-gray-light-color': '#343d49',
      '--mantine-color-green-light-color': '#14532d',
      '--mantine-color-yellow-light-color': '#6b3a05',
      '--mantine-color-red-light-color': '#8f1d14',
      '--mantine-color-disabled-color': '#667080',
    },
    dark: {
      ...both,
      '--mantine-color-text': '#e8ecf1',
      '--mantine-color-body': '#171c23',
      '--mantine-color-dimmed': '#a7b1be',
      '--mantine-color-placeholder': '#95a0ae',
      '--mantine-color-error': '#ff8f85',
      '--mantine-color-red-text': '#ff8f85',
      '--mantine-color-red-outline': '#ff8f85',
      '--mantine-color-disabled-color': '#95a0ae',
      '--mantine-color-default': '#1e252e',
      '--mantine-color-default-hover': '#28313c',
      '--mantine-color-default-border': '#46525f',
    },
  };
}
