/**
 * The headers of every answer, and the Content Security Policy of the page. Scripts come from this server
 * only. xterm.js creates <style> elements, which the page marks with the nonce of its answer. xterm.js also
 * sets styles through CSSOM or `style=`, hence style-src-attr. Other sites may frame only /embed and /atlas-row: each shows a
 * run, and no click there can give anything away.
 */
import { randomBytes } from 'node:crypto'
import type { ServerResponse } from 'node:http'
import type { RequestHandler, Response } from 'express'
import helmet from 'helmet'

/** The placeholder in the built index.html for each answer's nonce (vite.config.ts puts it there). */
export const NONCE_MARK = 'spawnscope-nonce'

const PERMISSIONS = [
  'accelerometer',
  'camera',
  'clipboard-read',
  'display-capture',
  'geolocation',
  'gyroscope',
  'hid',
  'magnetometer',
  'microphone',
  'midi',
  'payment',
  'serial',
  'usb',
]

/** For all answers. In development the policy is off, because Vite's own scripts are inline. */
export function headers(development: boolean): RequestHandler[] {
  const always = helmet({
    contentSecurityPolicy: development ? false : { useDefaults: false, directives: directives("'none'", []) },
    crossOriginOpenerPolicy: { policy: 'same-origin-allow-popups' },
    crossOriginResourcePolicy: { policy: 'same-origin' },
    referrerPolicy: { policy: 'no-referrer' },
    xFrameOptions: { action: 'deny' },
    // A class in a LAN uses plain http, so the server must not promise https.
    strictTransportSecurity: false,
  })
  const permissions: RequestHandler = (_, response, next) => {
    response.setHeader('Permissions-Policy', PERMISSIONS.map((name) => `${name}=()`).join(', '))
    next()
  }
  return [always, permissions]
}

/** A script runs under its page's policy. Only a worker has its own: that of the file it came in. */
const FILE_POLICY = "default-src 'none';frame-ancestors 'none'"
const SCRIPT_POLICY = `${FILE_POLICY};script-src 'self';require-trusted-types-for 'script'`
/** What browsers obey only in the answer that opened a page. Repeated with every file, it would be a quarter of a first load. */
const OF_PAGES = [
  'Cross-Origin-Opener-Policy',
  'Origin-Agent-Cluster',
  'Permissions-Policy',
  'X-DNS-Prefetch-Control',
  'X-Download-Options',
  'X-Frame-Options',
  'X-Permitted-Cross-Domain-Policies',
  'X-XSS-Protection',
]

/** For a file that a page uses, and that is no page: a policy that forbids more, in fewer words. */
export function asFile(response: ServerResponse, isScript: boolean): void {
  for (const name of OF_PAGES) response.removeHeader(name)
  response.setHeader('Content-Security-Policy', isScript ? SCRIPT_POLICY : FILE_POLICY)
}

/** Gives this answer a policy with a nonce of its own, and returns the nonce. `framed`: other sites may frame it. */
export function admitStyles(response: Response, framed: boolean): string {
  const nonce = randomBytes(16).toString('base64url')
  response.setHeader('Content-Security-Policy', policyText({ nonce, frameAncestors: framed ? '*' : "'none'" }))
  if (framed) response.removeHeader('X-Frame-Options')
  return nonce
}

/** The policy as text, for a header or a `<meta>`. A `<meta>` cannot say who may frame the page. */
export function policyText({ nonce, frameAncestors }: { nonce: string; frameAncestors?: string }): string {
  return Object.entries(directives(frameAncestors, [`'nonce-${nonce}'`]))
    .map(([name, values]) => `${name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)} ${values.join(' ')}`)
    .join(';')
}

function directives(frameAncestors: string | undefined, styles: string[]): Record<string, string[]> {
  return {
    defaultSrc: ["'none'"],
    scriptSrc: ["'self'"],
    connectSrc: ["'self'"],
    imgSrc: ["'self'", 'data:'],
    fontSrc: ["'self'"],
    styleSrc: ["'self'", ...styles],
    styleSrcAttr: ["'unsafe-inline'"],
    baseUri: ["'none'"],
    formAction: ["'none'"],
    ...(frameAncestors !== undefined && { frameAncestors: [frameAncestors] }),
    objectSrc: ["'none'"],
    requireTrustedTypesFor: ["'script'"],
  }
}
