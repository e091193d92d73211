import type { Response } from 'express'
import type { Refusal } from '../protocol/errors.ts'
import { STATUS } from './refusals.ts'

/** Answers with a refusal: its status, its JSON. */
export function refuse(response: Response, refused: Refusal): void {
  response.status(STATUS[refused.code]).json(refused)
}
