import { Connection } from './connection.js';

/**
 * Drives one work item: each connection sends its next request when the last has been answered and checked. Only right
 * answers that came within the measured time count.
 * @param {{urls: string[], concurrency: number, warmUp: number, seconds: number}} plan seconds
 * @param {{next: () => object | undefined, supply?: number}} work `next` gives undefined when there is nothing left; `supply` is how many there
 *   are at most: no more than a quarter of them is spent on warming up
 */
export async function drive({ urls, concurrency, warmUp, seconds }, work) {
  const connections = Array.from({ length: concurrency }, (_, number) => new Connection(urls[number % urls.length]));
  const from = performance.now() + warmUp * 1000;
  const tally = new Tally(from, from + seconds * 1000);
  try {
    await Promise.all(connections.map((connection) => keepSending(connection, work, tally)));
  } finally {
    await Promise.all(connections.map((connection) => connection.close()));
  }
  return tally.result();
}

async function keepSending(connection, work, tally) {
  for (;;) {
    const sentAt = performance.now();
    if (sentAt >= tally.until) return;
    const request = work.next();
    tally.countSent(sentAt, work.supply);
    if (!request) return tally.ranOut(sentAt);
    try {
      const answer = await connection.send(request);
      tally.count(sentAt, performance.now(), request.check(answer));
    } catch (error) {
      tally.count(sentAt, performance.now(), `no answer: ${error.message}`);
      if (tally.wrong > 100) return;
    }
  }
}

class Tally {
  constructor(from, until) {
    this.from = from;
    this.until = until;
    this.latencies = [];
    this.wrong = 0;
    this.reasons = new Set();
    this.answered = 0;
    this.sent = 0;
  }

  countSent(at, supply = Infinity) {
    this.sent += 1;
    if (at >= this.from || this.sent < supply / 4) return;
    this.until -= this.from - at;
    this.from = at;
  }

  count(sentAt, answeredAt, fault) {
    if (fault) return this.#countWrong(fault);
    this.answered += 1;
    if (answeredAt >= this.from && answeredAt < this.until) this.latencies.push(answeredAt - sentAt);
  }

  #countWrong(fault) {
    this.wrong += 1;
    if (this.reasons.size < 3) this.reasons.add(fault);
  }

  ranOut(at) {
    this.until = Math.min(this.until, at);
  }

  result() {
    const seconds = (this.until - this.from) / 1000;
    const sorted = Float64Array.from(this.latencies).sort();
    const at = (share) => sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))];
    return {
      perSecond: sorted.length / seconds,
      count: sorted.length,
      answered: this.answered,
      seconds,
      milliseconds: { p50: at(0.5), p99: at(0.99), max: sorted.at(-1) },
      wrong: this.wrong,
      reasons: [...this.reasons],
    };
  }
}
