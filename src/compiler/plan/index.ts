// Routine → plan: memory before anything runs.
export { type Gap, joined, without } from './gaps.ts'
export { type Constant, type Frame, type Plan, plan } from './plan.ts'
