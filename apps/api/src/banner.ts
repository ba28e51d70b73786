import type { FirstOwner } from '@app/directory';
import type { Settings } from '@app/settings';

/** What a person reads when the service has started. */
export function renderBanner({ publicUrl, database }: Settings, owner: FirstOwner | null): string {
  const lines = [
    '',
    '  MoovingON AI identity service',
    '',
    `  Service      ${publicUrl}/`,
    `  Swagger UI   ${publicUrl}/api/docs`,
    `  Database     ${database.kind === 'sqlite' ? database.path : 'PostgreSQL'}`,
  ];
  if (owner) lines.push('', '  The first owner, made just now:', `    e-mail     ${owner.email}`, `    password   ${owner.generatedPassword ?? '(as BOOTSTRAP_PASSWORD says)'}`);
  if (owner?.generatedPassword) lines.push('', '  The password is shown this once. Keep it.');
  return `${lines.join('\n')}\n\n`;
}
