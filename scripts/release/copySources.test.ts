import { expect, it } from 'vitest'
import { copySourcesOf } from './copySources.ts'

it('the sources of COPY, each with its line and stage, relative to where the context lies there', () => {
  const dockerfile = `FROM node:22 AS build
WORKDIR /build
COPY . .
COPY --chown=1:1 package.json \\
    package-lock.json ./
FROM node:22
WORKDIR /srv
COPY --from=build /build/dist dist
COPY --from=build /etc/passwd passwd
`
  expect(copySourcesOf(dockerfile)).toEqual([
    { line: 3, stage: null, place: '.' },
    { line: 4, stage: null, place: 'package.json' },
    { line: 4, stage: null, place: 'package-lock.json' },
    { line: 8, stage: 'build', place: 'dist' },
    { line: 9, stage: 'build', place: '../etc/passwd' },
  ])
})
