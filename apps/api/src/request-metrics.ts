import { isBelow, RequestObserver, type RequestSummary } from '@app/http';
import { BYTES, type Metrics, SECONDS } from '@app/metrics';

const SCIM = '/api/scim/v2';

/** Requests as Prometheus sees them. Labels are route patterns, methods and statuses: their number does not grow with what is sent. */
export class RequestMetrics extends RequestObserver {
  private readonly answered;
  private readonly took;
  private readonly received;
  private readonly sent;
  private readonly provisioning;

  constructor(metrics: Metrics) {
    super();
    const labels = ['method', 'route'] as const;
    this.answered = metrics.counter({ name: 'http_requests_total', help: 'Requests that were answered.', labels: [...labels, 'status'] });
    this.took = metrics.histogram({ name: 'http_request_duration_seconds', help: 'From the last header to the last byte of the answer.', labels, buckets: SECONDS });
    this.received = metrics.histogram({ name: 'http_request_size_bytes', help: 'Bodies that came in.', labels: ['route'], buckets: BYTES });
    this.sent = metrics.histogram({ name: 'http_response_size_bytes', help: 'Bodies that went out.', labels: ['route'], buckets: BYTES });
    this.provisioning = metrics.counter({ name: 'scim_requests_total', help: 'Requests of provisioning clients.', labels: ['method', 'status'] });
  }

  observe({ method, route = 'none', status, durationMs, requestBytes, responseBytes }: RequestSummary): void {
    this.answered.add({ method, route, status });
    this.took.observe({ method, route }, durationMs / 1_000);
    if (requestBytes > 0) this.received.observe({ route }, requestBytes);
    if (responseBytes > 0) this.sent.observe({ route }, responseBytes);
    if (isBelow(SCIM, route)) this.provisioning.add({ method, status });
  }
}
