/** GET /healthz and GET /metrics, for monitoring. They reveal nothing about any visitor. */
import type { Express } from 'express'
import type { Capabilities } from '../capabilities/capabilities.ts'
import type { Metrics } from '../runs/metrics.ts'

/**
 * `stopping`: /healthz then answers 503, so that a load balancer sends no more visitors here. `redis`: whether it answers; null
 * without one. Runs go on without it, so it is no reason for a 503.
 */
export function addHealth(app: Express, capabilities: Capabilities, metrics: Metrics, stopping: () => boolean, redis: () => boolean | null): void {
  app.get('/healthz', (_, response) => {
    const status = stopping() ? 'stopping' : 'ok'
    response
      .status(status === 'ok' ? 200 : 503)
      .set('Cache-Control', 'no-store')
      .json({ status, live: capabilities.refused === null, ...(redis() !== null && { redis: redis() }) })
  })
  app.get('/metrics', async (_, response) => {
    response
      .set('Content-Type', metrics.registry.contentType)
      .set('Cache-Control', 'no-store')
      .send(await metrics.registry.metrics())
  })
}
