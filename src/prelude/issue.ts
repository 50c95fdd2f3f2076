// The one sentence of every mistake, as a value and as a type: `where: … must be … (was …); do …`.

/** What is wrong, in four parts: the place, the rule, what broke it, and what to do about it. */
export interface Issue {
  readonly where: string
  /** The rule, as a clause with its verb: `inner sizes must be equal`. */
  readonly must: string
  readonly was: string
  /** What to do, as an order: `transpose one of them`. */
  readonly do: string
}

/** The issue as one sentence, word for word what {@link Sentence} says in the editor.
 *  @example sentence({ where: 'scale', must: 'must be positive', was: '0', do: 'write 1' }) // => 'scale: must be positive (was 0); write 1' */
export const sentence = ({ where, must, was, do: advice }: Issue): string =>
  `${where}: ${must} (was ${was}); ${advice}`

/** The sentence of an issue that the types can see. */
export type Sentence<
  Where extends string,
  Must extends string,
  Was extends string,
  Do extends string,
> = `${Where}: ${Must} (was ${Was}); ${Do}`

export type Issues = readonly [Issue, ...(readonly Issue[])]
