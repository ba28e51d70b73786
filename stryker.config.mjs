// Mutation testing of the sign-in paths (docs/mutation-testing.md): `npm run test:mutation`, with `-- --mutate <pattern>` for a part.
/** @type {import('@stryker-mutator/api/core').PartialStrykerOptions} */
export default {
  // What decides whether a message is believed: every check, the signature, the reading of what it covers.
  mutate: ['libs/saml/src/{bindings,encryption,logout,response,signature,xml}/*.ts', 'libs/saml/src/{certificate,offence}.ts', '!**/*.spec.ts'],
  testRunner: 'sign-in',
  plugins: ['./test/mutation/runner.mjs'],
  coverageAnalysis: 'perTest',
  // Lists and sets of what is allowed are made once, as a module loads: they count.
  ignoreStatic: false,
  concurrency: 1,
  timeoutMS: 30_000,
  // What a message says is not what decides.
  mutator: { excludedMutations: ['StringLiteral'] },
  reporters: ['progress-append-only', 'clear-text', 'json', 'html'],
  clearTextReporter: { allowColor: false, logTests: false, reportTests: false, allowEmojis: false },
  jsonReporter: { fileName: 'reports/mutation/mutation.json' },
  htmlReporter: { fileName: 'reports/mutation/index.html' },
  incremental: true,
  incrementalFile: 'reports/mutation/incremental.json',
  tempDirName: '.stryker-tmp',
  ignorePatterns: ['dist', 'data', 'reports', 'docs/images', 'apps', 'test/bench', '*.log'],
  disableTypeChecks: false,
  allowConsoleColors: false,
};
