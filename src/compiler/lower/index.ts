// Program → routine of kernels.
export { canLower, lower } from './lower.ts'
