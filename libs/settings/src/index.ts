/**
 * settings: the environment, read once at start, typed, refused in one line that names the variable.
 * Flow: `.env` file and environment → {@link settingDefinitions} → {@link Settings}, frozen and injectable.
 * Neighbours: kernel. Nothing else reads `process.env`.
 */
export { settingDefinitions, type SettingDefinition, type SettingName } from './setting-definitions.js';
export { Settings, loadSettings, readEnvironment, type Environment } from './load-settings.js';
export { SettingsError } from './settings-error.js';
export { SettingsModule } from './settings.module.js';
export { renderEnvExample, renderSettingsPage } from './render-settings.js';
export type { DatabaseSetting } from './readers.js';
