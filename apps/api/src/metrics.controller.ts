import { Controller, Get, Headers, Res } from '@nestjs/common';
import { ApiBearerAuth, ApiOkResponse, ApiOperation, ApiProduces, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { ApiProblems, refuseHttp } from '@app/http';
import { equalInConstantTime } from '@app/kernel';
import { PrometheusMetrics } from '@app/metrics';
import { Settings } from '@app/settings';

@ApiTags('Health')
@Controller('metrics')
export class MetricsController {
  constructor(
    private readonly metrics: PrometheusMetrics,
    private readonly settings: Settings,
  ) {}

  @Get()
  @ApiOperation({
    operationId: 'readMetrics',
    summary: 'What the service counts and measures',
    description: 'For Prometheus (exposition format 0.0.4). Asks for `METRICS_TOKEN` as a bearer token where one is set; in production there is nothing here without one.',
  })
  @ApiBearerAuth('metricsToken')
  @ApiProduces('text/plain')
  @ApiOkResponse({ description: 'The metrics of this instance.', schema: { type: 'string', example: '# TYPE http_requests_total counter\nhttp_requests_total{method="GET",route="/health/live",status="200"} 7\n' } })
  @ApiProblems([refuseHttp, 'unauthenticated', 'route_unknown'])
  async read(@Headers('authorization') authorization: string | undefined, @Res({ passthrough: true }) reply: FastifyReply): Promise<string> {
    this.refuseStrangers(authorization);
    void reply.header('content-type', this.metrics.contentType);
    return this.metrics.render();
  }

  private refuseStrangers(authorization = ''): void {
    const { metricsToken, production } = this.settings;
    if (metricsToken === undefined) {
      if (production) throw refuseHttp('route_unknown', 'There is nothing at /metrics while METRICS_TOKEN is not set, as in production it shows nobody what he did not ask to be shown');
      return;
    }
    if (/^bearer /i.test(authorization) && equalInConstantTime(metricsToken, authorization.slice('bearer '.length).trim())) return;
    throw refuseHttp('unauthenticated', 'The metrics are for the holder of METRICS_TOKEN, expected it as Authorization: Bearer', { headers: { 'www-authenticate': 'Bearer' } });
  }
}
