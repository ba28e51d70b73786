import { Anchor, Code } from '@mantine/core';
import MarkdownToJsx, { type MarkdownToJSX } from 'markdown-to-jsx/react';
import { useMemo } from 'react';
import styles from './markdown.module.css';

// Raw HTML stays text: what a guide says comes from a plugin, but the values in it were typed by somebody.
const OPTIONS: MarkdownToJSX.Options = {
  disableParsingRawHTML: true,
  forceWrapper: true,
  overrides: { a: { component: Anchor, props: { target: '_blank', rel: 'noreferrer' } }, code: Code },
};

/** Text of a plugin's guide. */
export function Markdown({ children, inline = false }: { children: string; inline?: boolean }) {
  const options = useMemo(() => ({ ...OPTIONS, forceInline: inline, wrapper: inline ? 'span' : 'div' }), [inline]);
  return (
    <span className={styles.markdown}>
      <MarkdownToJsx options={options as MarkdownToJSX.Options}>{children}</MarkdownToJsx>
    </span>
  );
}
