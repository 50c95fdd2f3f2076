// Program → routine of kernels.
export { lower } from './lower.ts'
