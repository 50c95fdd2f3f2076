// Structural identity of what the compiler's languages say.

/** A text that two values share exactly when they are equal: −0, infinities and NaN, which JSON would lose, are told apart. */
export const textOf = (value: unknown): string =>
  JSON.stringify(value, (_, x) =>
    typeof x === 'number' && (Object.is(x, -0) || !Number.isFinite(x))
      ? `${Object.is(x, -0) ? '-0' : x}`
      : x,
  )
