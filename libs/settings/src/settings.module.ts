import { type DynamicModule, Global, Module } from '@nestjs/common';
import { Settings } from './load-settings.js';

/** Makes the settings injectable everywhere as {@link Settings}. */
@Global()
@Module({})
export class SettingsModule {
  static with(settings: Settings): DynamicModule {
    return { module: SettingsModule, providers: [{ provide: Settings, useValue: settings }], exports: [Settings] };
  }
}
