// Routine → plan: memory before anything runs.
export { type Frame, type Plan, plan } from './plan.ts'
