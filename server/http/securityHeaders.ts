/**
 * The headers of every answer, and the Content Security Policy of the page. Scripts come from this server
 * only. xterm.js creates <style> elements, which the page marks with the nonce of its answer. xterm.js also
 * sets styles through CSSOM or `style=`, hence style-src-attr. Other sites may frame only /embed: it shows a
 * run, and no click there can give anything away.
 */
import { randomBytes } from 'node:crypto'
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
