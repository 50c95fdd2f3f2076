// Routine → plan: memory before anything runs.

export { type Gap, joined, without } from './gaps.ts'
export { aligned } from './layout.ts'
export { liveOf } from './lifetimes.ts'
export { type Constant, type Frame, type Plan, plan, roomOf } from './plan.ts'
