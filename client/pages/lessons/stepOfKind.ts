/** A lesson's steps, one type for each kind. */
import type { CompiledLesson } from '../../content/lessons.ts'

type Step = CompiledLesson['steps'][number]

export type LookStep = Extract<Step, { kind: 'look' }>
export type PredictStep = Extract<Step, { kind: 'predict' }>
export type ChangeStep = Extract<Step, { kind: 'change' }>
export type CurveStep = Extract<Step, { kind: 'curve' }>
export type ExplainStep = Extract<Step, { kind: 'explain' }>
export type ToldTable = NonNullable<ExplainStep['table']>
export type ToldFact = ExplainStep['facts'][number]
