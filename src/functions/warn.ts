// A word to the person at the terminal, where there is one.

interface Host {
  readonly console?: { readonly warn: (message: string) => void }
}

export const warn = (message: string): void => {
  const host: Host = globalThis as Host // every engine has a console; the language does not say so
  host.console?.warn(message)
}
