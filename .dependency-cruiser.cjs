/** The direction of dependencies (docs/README.md): a violation fails the test command. */
const lib = (names) => `^libs/(${names})/`;
module.exports = {
  forbidden: [
    { name: 'no-cycles', severity: 'error', from: {}, to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } } },
    { name: 'libs-know-no-app', severity: 'error', from: { path: '^libs/' }, to: { path: '^apps/' } },
    { name: 'the-console-knows-the-api-alone', severity: 'error', from: { path: '^apps/console/' }, to: { path: '^(libs|test|apps)/', pathNot: '^apps/console/' } },
    { name: 'libs-know-no-test', severity: 'error', from: { path: '^(libs|apps)/', pathNot: '\\.spec\\.ts$' }, to: { path: '^test/' } },
    { name: 'kernel-knows-nobody', severity: 'error', from: { path: lib('kernel') }, to: { path: '^libs/', pathNot: lib('kernel') } },
    {
      name: 'foundation-knows-the-kernel-only',
      severity: 'error',
      from: { path: lib('persistence|phone|http|settings|outbound|metrics') },
      to: { path: '^libs/', pathNot: lib('persistence|phone|http|settings|outbound|metrics|kernel') },
    },
    {
      name: 'rules-know-the-foundation-only',
      severity: 'error',
      from: { path: lib('directory|saml|oidc|audit|events|credentials|metadata') },
      to: { path: lib('idp|idp-plugins|integrations|scim|webhooks|housekeeping') },
    },
    { name: 'idp-knows-no-plugin', severity: 'error', from: { path: lib('idp') }, to: { path: lib('idp-plugins') } },
    {
      name: 'features-are-strangers',
      severity: 'error',
      from: { path: '^libs/(scim|integrations|idp|webhooks|housekeeping)/' },
      to: { path: '^libs/(scim|integrations|idp|webhooks|housekeeping)/', pathNot: '^libs/$1/|^libs/idp/src/contract/' },
    },
    {
      name: 'a-plugin-is-data-and-pure-functions',
      severity: 'error',
      from: { path: lib('idp-plugins'), pathNot: '\\.spec\\.ts$' },
      to: { path: '^libs/', pathNot: '^libs/(idp-plugins|kernel|saml)/|^libs/idp/src/contract/' },
    },
    {
      name: 'a-plugin-has-no-framework',
      severity: 'error',
      from: { path: lib('idp-plugins'), pathNot: '\\.spec\\.ts$' },
      to: { path: '^(node:)?(fs|fs/promises|http|https|net|child_process)$|node_modules/(@nestjs|typeorm|fastify|undici)' },
    },
    {
      name: 'pure-code-has-no-framework',
      severity: 'error',
      from: { path: '^libs/(kernel|scim/src/protocol|idp/src/contract)' },
      to: { path: 'node_modules/(@nestjs|typeorm|fastify)' },
    },
    { name: 'typeorm-lives-in-persistence', severity: 'error', from: { path: '^(libs|apps)/', pathNot: '^libs/persistence/' }, to: { path: 'node_modules/typeorm' } },
    {
      name: 'a-lib-is-entered-by-its-index',
      severity: 'error',
      // Mutation testing runs the specs of libraries together.
      from: { path: '^(libs/([^/]+)|apps|test)/', pathNot: '^test/mutation/' },
      to: { path: '^libs/([^/]+)/src/(?!index\\.ts$)', pathNot: '^libs/$2/|^libs/idp/src/contract/index\\.ts$' },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^dist/|^test/bench/' },
    tsConfig: { fileName: 'tsconfig.json' },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'require', 'node', 'default'], extensions: ['.ts', '.js', '.mjs', '.cjs', '.json'] },
  },
};
