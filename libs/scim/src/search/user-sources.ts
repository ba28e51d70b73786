import { jsonTextSql, sql, textSql, type Sql } from '@app/persistence';
import { ENTERPRISE_USER, USER, type AttributeReference } from '../protocol/index.js';
import { membersOfGroup, membershipRows } from './membership-rows.js';
import { addressSql, externalIdScalar, idsByExternalId, jsonRows, jsonScalar, metaScalar, type Rows, type Scalar, type SearchContext, type Sources, textScalar } from './sources.js';
import { emailRows, schemaRows, USER_DOCUMENT } from './user-rows.js';

const MANAGER = jsonTextSql(USER_DOCUMENT, [ENTERPRISE_USER, 'manager', 'value']);

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
    return jsonScalar(USER_DOCUMENT, segments, leaf);
  }

  rows({ attribute, extension }: AttributeReference): Rows {
    switch (attribute.name) {
      case 'schemas':
        return schemaRows;
      case 'emails':
        return emailRows;
      case 'groups':
        return membershipRows(this.context.baseUrl);
      default:
        return jsonRows(USER_DOCUMENT, extension ? [extension.id, attribute.name] : [attribute.name], attribute);
    }
  }

  identifies({ path }: AttributeReference): boolean {
    return path === 'id' || path === 'userName' || path === 'email';
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
}
