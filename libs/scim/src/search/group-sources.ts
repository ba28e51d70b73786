import { groupMembersSql, sql, textSql, type Sql } from '@app/persistence';
import { CORE_GROUP, GROUP, type AttributeDefinition, type AttributeReference } from '../protocol/index.js';
import { addressSql, externalIdScalar, idsByExternalId, metaScalar, type Rows, type Scalar, type SearchContext, type Sources, textScalar } from './sources.js';

/** Where the attributes of groups are. */
export class GroupSources implements Sources {
  constructor(private readonly context: SearchContext) {}

  scalar({ path, attribute, leaf }: AttributeReference): Scalar {
    if (path === 'id') return textScalar(sql`r.id`);
    if (path === 'displayName') return textScalar(sql`r.display_name`, sql`r.display_name_folded`);
    if (path === 'externalId') return externalIdScalar(this.context);
    if (attribute.name === 'meta') return metaScalar(leaf.name, GROUP.name, addressSql(this.context.baseUrl, GROUP.endpoint, sql`r.id`));
    throw new Error(`No translation of ${path}`);
  }

  rows({ attribute }: AttributeReference): Rows {
    if (attribute.name === 'members') return groupMemberRows(this.context, sql`m.group_id = r.id`);
    if (attribute.name === 'schemas') return schemas;
    throw new Error(`No translation of ${attribute.name}`);
  }

  identifies({ path }: AttributeReference): boolean {
    return path === 'id';
  }

  idsByValue({ path }: AttributeReference, { exact, folded }: { exact: string; folded: string }): Sql | undefined {
    switch (path) {
      case 'id':
        return sql`SELECT ${textSql(exact)}`;
      case 'externalId':
        return idsByExternalId(this.context, exact);
      case 'displayName':
        return sql`SELECT i.id FROM groups i WHERE i.account_id = ${this.context.accountId} AND i.display_name_folded = ${folded}`;
      case 'members.value':
        return sql`SELECT i.group_id FROM group_members i WHERE i.member_id = ${exact}`;
      default:
        return undefined;
    }
  }
}

function groupMemberRows(context: Pick<SearchContext, 'baseUrl'>, which: Sql): Rows {
  return { from: sql`(${groupMembersSql(which)}) m`, where: sql`TRUE`, order: sql`m.member_id`, scalar: memberScalars(context) };
}

/** The sub-attributes of a member in the row `m`. */
export function memberScalars({ baseUrl }: Pick<SearchContext, 'baseUrl'>): Rows['scalar'] {
  const endpoint = sql`CASE WHEN m.is_group THEN ${addressSql(baseUrl, '/Groups', sql`m.member_id`)} ELSE ${addressSql(baseUrl, '/Users', sql`m.member_id`)} END`;
  return (sub: AttributeDefinition | undefined): Scalar => {
    switch (sub?.name) {
      case 'value':
        return textScalar(sql`m.member_id`);
      case '$ref':
        return textScalar(endpoint);
      case 'type':
        return textScalar(sql`CASE WHEN m.is_group THEN ${textSql('Group')} ELSE ${textSql('User')} END`);
      case 'display':
        return textScalar(sql`m.display`);
      default:
        throw new Error(`No translation of members.${sub?.name}`);
    }
  };
}

const schemas: Rows = {
  from: sql`(SELECT ${textSql(CORE_GROUP)} AS uri) s`,
  where: sql`TRUE`,
  order: sql`s.uri`,
  scalar: () => textScalar(sql`s.uri`),
};
