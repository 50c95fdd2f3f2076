// The consumer's program in a page: it posts its report to the server that served it.
import { report } from './main.ts'

await fetch('/report', { method: 'POST', body: report })
