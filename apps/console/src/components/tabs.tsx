import { Link, type LinkProps } from '@tanstack/react-router';
import styles from './tabs.module.css';

interface TabsProps {
  readonly label: string;
  readonly tabs: readonly { readonly to: NonNullable<LinkProps['to']>; readonly text: string; readonly exact?: boolean }[];
  readonly params: Readonly<Record<string, string>>;
}

/** The pages of one thing, as links. */
export function Tabs({ label, tabs, params }: TabsProps) {
  return (
    <nav aria-label={label} className={styles.tabs}>
      {tabs.map(({ to, text, exact = false }) => (
        <Link key={to} to={to} params={params as never} className={styles.tab} activeOptions={{ exact, includeSearch: false }} activeProps={{ 'aria-current': 'page' }}>
          {text}
        </Link>
      ))}
    </nav>
  );
}
