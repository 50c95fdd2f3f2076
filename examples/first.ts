import { attempt } from 'espalier'

console.log(attempt(() => 1))
