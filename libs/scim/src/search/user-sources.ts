import { jsonTextSql, sql, textSql, type Sql } from '@app/persistence';
import { CORE_USER, ENTERPRISE_USER, USER, type AttributeDefinition, type AttributeReference } from '../protocol/index.js';
import { addressSql, externalIdScalar, idsByExternalId, jsonRows, jsonScalar, metaScalar, type Rows, type Scalar, type SearchContext, type Sources, textScalar } from './sources.js';

const JSON_DOCUMENT = sql`r.attributes`;
const MANAGER = jsonTextSql(JSON_DOCUMENT, [ENTERPRISE_USER, 'manager', 'value']);

/** Attributes that have a column; everything else is in the JSON document. */
const columns: Readonly<Record<string, Scalar>> = {
  id: textScalar(sql`r.id`),
  userName: textScalar(sql`r.user_name`, sql`r.user_name_folded`),
  displayName: textScalar(sql`r.display_name`),
  email: textScalar(sql`r.email`),
  'name.givenName': textScalar(sql`r.given_name`),
  'name.familyName': textScalar(sql`r.family_name`),
  active: { type: 'flag', value: sql`r.active` },
  moovingon_ai_admin: { type: 'flag', value: sql`r.admin` },
  firstPhone: textScalar(sql`r.first_phone`),
  secondPhone: textScalar(sql`r.second_phone`),
};

/** Where the attributes of users are. */
export class UserSources implements Sources {
  constructor(private readonly context: SearchContext) {}

  scalar(target: AttributeReference): Scalar {
    const { path, segments, attribute, leaf } = target;
    const column = columns[path];
    if (column) return column;
    if (path === 'externalId') return externalIdScalar(this.context);
    if (attribute.name === 'meta') return metaScalar(leaf.name, USER.name, this.address(sql`r.id`));
    if (attribute.name === 'manager' && leaf.name === 'displayName') return textScalar(this.ofManager(sql`COALESCE(b.display_name, b.user_name)`));
    if (attribute.name === 'manager' && leaf.name === '$ref') return textScalar(this.ofManager(this.address(sql`b.id`)));
    return jsonScalar(JSON_DOCUMENT, segments, leaf);
  }

  rows({ attribute, extension }: AttributeReference): Rows {
    switch (attribute.name) {
      case 'schemas':
        return schemas;
      case 'emails':
        return emails;
      case 'groups':
        return this.groups();
      default:
        return jsonRows(JSON_DOCUMENT, extension ? [extension.id, attribute.name] : [attribute.name], attribute);
    }
  }

  idsByValue({ path }: AttributeReference, { exact, folded }: { exact: string; folded: string }): Sql | undefined {
    const { accountId } = this.context;
    switch (path) {
      case 'id':
        return sql`SELECT ${textSql(exact)}`;
      case 'externalId':
        return idsByExternalId(this.context, exact);
      case 'userName':
      case 'email':
        return sql`SELECT i.user_id FROM user_identifiers i WHERE i.account_id = ${accountId} AND i.value = ${folded}`;
      case 'emails.value':
        return sql`SELECT i.user_id FROM user_emails i WHERE i.account_id = ${accountId} AND i.value_folded = ${folded}`;
      case 'groups.value':
        return membersOfGroup(exact);
      default:
        return undefined;
    }
  }

  private address(id: Sql): Sql {
    return addressSql(this.context.baseUrl, USER.endpoint, id);
  }

  private ofManager(value: Sql): Sql {
    return sql`(SELECT ${value} FROM users b WHERE b.id = ${MANAGER} AND b.account_id = r.account_id AND NOT b.hidden_from_scim)`;
  }

  private groups(): Rows {
    const { baseUrl } = this.context;
    const scalar = (sub: AttributeDefinition | undefined): Scalar => {
      switch (sub?.name) {
        case 'value':
          return textScalar(sql`g.id`);
        case '$ref':
          return textScalar(addressSql(baseUrl, '/Groups', sql`g.id`));
        case 'display':
          return textScalar(sql`g.display_name`, sql`g.display_name_folded`);
        case 'type':
          return textScalar(sql`CASE WHEN ${IS_DIRECT} THEN ${textSql('direct')} ELSE ${textSql('indirect')} END`);
        default:
          throw new Error(`No translation of groups.${sub?.name}`);
      }
    };
    return { from: sql`${MEMBERSHIPS} up JOIN groups g ON g.id = up.id`, where: sql`TRUE`, order: sql`CASE WHEN ${IS_DIRECT} THEN 0 ELSE 1 END, g.sequence`, scalar };
  }
}

const IS_DIRECT = sql`EXISTS (SELECT 1 FROM group_members d WHERE d.group_id = g.id AND d.member_id = r.id)`;

/** Ids of all groups that the user is in, directly or because a group of his is in them; circles end. */
const MEMBERSHIPS = sql`(WITH RECURSIVE a(id) AS (
  SELECT m.group_id FROM group_members m WHERE m.member_id = r.id
  UNION SELECT m.group_id FROM group_members m JOIN a ON m.member_id = a.id) SELECT a.id FROM a)`;

/** The same from the other side: everybody who is in a group, directly or through groups in it. */
function membersOfGroup(id: string): Sql {
  return sql`WITH RECURSIVE a(id) AS (
    SELECT g.id FROM groups g WHERE g.id = ${id}
    UNION SELECT m.member_id FROM group_members m JOIN a ON m.group_id = a.id) SELECT a.id FROM a`;
}

const emails: Rows = {
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
        return { type: 'flag', value: sql`CASE WHEN e."primary" THEN ${TRUE} END` };
      default:
        throw new Error(`No translation of emails.${sub?.name}`);
    }
  },
};

const TRUE = sql`TRUE`;

const HAS_EXTENSION = sql`${jsonTextSql(JSON_DOCUMENT, [ENTERPRISE_USER])} IS NOT NULL`;

/** The URIs that an answer shows in `schemas`: the core one, and the extension's where it has something in it. */
const schemas: Rows = {
  from: sql`(SELECT ${textSql(CORE_USER)} AS uri, 0 AS position UNION ALL SELECT ${textSql(ENTERPRISE_USER)}, 1) s`,
  where: sql`(s.position = 0 OR ${HAS_EXTENSION})`,
  order: sql`s.position`,
  scalar: () => textScalar(sql`s.uri`),
};
