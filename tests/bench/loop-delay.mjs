import { createServer } from 'node:http';
import { monitorEventLoopDelay } from 'node:perf_hooks';

// Loaded into a server with `--import`: tells how late its event loop was since the last time it was asked.
const histogram = monitorEventLoopDelay({ resolution: 5 });
histogram.enable();
createServer((_request, response) => {
  const ms = (nanoseconds) => nanoseconds / 1e6;
  response.end(JSON.stringify({ maxMs: ms(histogram.max), p99Ms: ms(histogram.percentile(99)) }));
  histogram.reset();
})
  .listen(Number(process.env.LOOP_DELAY_PORT), '127.0.0.1')
  .unref();
