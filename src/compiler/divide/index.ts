// Routine → routine: work that is worth it, in parts for threads.
export { divide } from './divide.ts'
