import { type DynamicModule, Global, Module } from '@nestjs/common';
import { Metrics } from './metrics.js';
import { PrometheusMetrics } from './prometheus-metrics.js';

/** Makes the process's metrics injectable everywhere: {@link Metrics} for those who count, {@link PrometheusMetrics} for who shows them. */
@Global()
@Module({})
export class MetricsModule {
  static with(metrics: PrometheusMetrics): DynamicModule {
    const providers = [{ provide: Metrics, useValue: metrics }, { provide: PrometheusMetrics, useValue: metrics }];
    return { module: MetricsModule, providers, exports: providers };
  }
}
