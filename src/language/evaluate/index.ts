// What a program means.
export { check, evaluate, replay } from './evaluate.ts'
