// The namespace `engine`: looking at how functions run.
export { type Explanation, explain } from './explain.ts'
