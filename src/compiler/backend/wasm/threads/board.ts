// Where threads meet: words at the start of the memory, below all regions. Each group that is written often has a cache line.

/** The parts of the kernel at hand that nobody has taken, from the number in the upper half of the word to that in the lower;
 *  and, in the word above, the number of the kernel. All change at once. */
export const TICKET = 128
export const EPOCH = 132
/** How many parts of it are done. */
export const DONE = 192
/** The place of its function in the module's table, and where the addresses of its arrays stand. */
export const JOB = 256
export const ARGUMENTS = 260
/** The program at hand: its number, 0 while it changes, where the bytes of its module lie, and how many threads may take part. */
export const PROGRAM = 264
export const CODE = 268
export const LENGTH = 272
export const LIMIT = 276
/** Whether the thread that called may wait: a page's may not. */
export const PATIENT = 280
/** How many threads sleep. */
export const SLEEPERS = 320
/** How many workers have joined. */
export const JOINED = 324
