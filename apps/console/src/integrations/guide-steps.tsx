import { Alert, Button } from '@mantine/core';
import type { GuideSection } from '../api/models.js';
import { CopyValue } from '../components/copy-value.js';
import { Icon } from '../components/icon.js';
import { Markdown } from '../components/markdown.js';
import { texts } from '../texts/index.js';
import styles from './guide-steps.module.css';

interface GuideSectionStepsProps {
  readonly section: GuideSection;
  /** What stands in the guide in place of values that there are by now. */
  readonly standIns?: Readonly<Record<string, string>>;
  readonly logo?: { readonly logoUrl: string } | undefined;
}

/** The steps of a part of a guide, each value ready to be copied, in the order in which the identity provider asks for it. */
export function GuideSectionSteps({ section, standIns = {}, logo }: GuideSectionStepsProps) {
  const fill = (text: string) => Object.entries(standIns).reduce((filled, [from, to]) => filled.replaceAll(from, to), text);
  return (
    <div className={styles.section}>
      {section.introduction && <Markdown>{fill(section.introduction)}</Markdown>}
      <ol className={styles.steps}>
        {section.steps.map(({ text, enter = [], warning }, position) => (
          <li key={position} className={styles.step}>
            <div className={styles.body}>
              <Markdown>{fill(text)}</Markdown>
              {logo && text.includes(logo.logoUrl) && <LogoDownload logoUrl={logo.logoUrl} />}
              {enter.length > 0 && (
                <div>
                  {enter.map(({ field, value, note }) => (
                    <CopyValue key={field} label={field} value={fill(value)} note={note && <Markdown inline>{fill(note)}</Markdown>} />
                  ))}
                </div>
              )}
              {warning && (
                <Alert color="yellow" variant="light" icon={<Icon name="alert" />}>
                  <Markdown>{fill(warning)}</Markdown>
                </Alert>
              )}
            </div>
          </li>
        ))}
      </ol>
    </div>
  );
}

/** The picture to upload at the identity provider. */
function LogoDownload({ logoUrl }: { logoUrl: string }) {
  const { pathname } = new URL(logoUrl);
  return (
    <div className={styles.logo}>
      <img src={pathname} alt={texts.guide.logo} height={40} />
      <Button component="a" href={pathname} download="moovingon-ai.png" variant="default" size="xs" leftSection={<Icon name="download" size={16} />}>
        {texts.guide.saveLogo}
      </Button>
    </div>
  );
}
