import { jsonTextSql, sql, textSql } from '@app/persistence';
import { CORE_USER, ENTERPRISE_USER } from '../protocol/index.js';
import { type Rows, textScalar } from './sources.js';

/** What has no column and no rows of its own. */
export const USER_DOCUMENT = sql`r.attributes`;

/** The e-mail addresses of a user, as rows of their own. */
export const emailRows: Rows = {
  from: sql`user_emails e`,
  where: sql`e.user_id = r.id`,
  order: sql`CASE WHEN e."primary" THEN 0 ELSE 1 END, e.position`,
  scalar(sub) {
    switch (sub?.name) {
      case 'value':
        return textScalar(sql`e.value`, sql`e.value_folded`);
      case 'type':
        return textScalar(sql`e.type`);
      case 'display':
        return textScalar(sql`e.display`);
      case 'primary':
        // Shown where it is true; RFC 7643 §2.4 takes absent for false.
        return { type: 'flag', value: sql`CASE WHEN e."primary" THEN TRUE END` };
      default:
        throw new Error(`No translation of emails.${sub?.name}`);
    }
  },
};

const HAS_EXTENSION = sql`${jsonTextSql(USER_DOCUMENT, [ENTERPRISE_USER])} IS NOT NULL`;

/** The URIs that an answer shows in `schemas`: the core one, and the extension's where it has something in it. */
export const schemaRows: Rows = {
  from: sql`(SELECT ${textSql(CORE_USER)} AS uri, 0 AS position UNION ALL SELECT ${textSql(ENTERPRISE_USER)}, 1) s`,
  where: sql`(s.position = 0 OR ${HAS_EXTENSION})`,
  order: sql`s.position`,
  scalar: () => textScalar(sql`s.uri`),
};
