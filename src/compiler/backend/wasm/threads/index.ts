// Threads: who they are, where they meet, and how they share the work of a kernel.
export { type Hiring, hiring } from './hire.ts'
export { partParams, writeShare, writeWork } from './share.ts'
export { type Team, team } from './team.ts'
