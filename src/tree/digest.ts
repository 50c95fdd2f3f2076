// One name for all the bits of a tree, the same on every machine.
import { sha256 } from '@noble/hashes/sha2.js'
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js'
import { fail } from '../prelude/index.ts'
import { showType } from '../shape/index.ts'
import { bytesOf, Handle } from '../tensor/index.ts'
import { described, isConstant, isHole, isRef } from './node.ts'
import { quoted } from './path.ts'
import { aliasAt } from './resolve.ts'
import { visit } from './walk.ts'

/** SHA-256 of a tree, in lower-case hex. In leaf order, a leaf is `path dtype[shape]` and a newline in UTF-8, then its
 *  little-endian bytes with every NaN canonical; a constant is as a leaf; a reference is `path -> target` and a newline, the
 *  target absolute.  Fails at a number or any other value that is no tensor: nothing is left out in silence. */
export const digest = (tree: unknown): string => {
  const hash = sha256.create()
  if (tree === null || tree === undefined) fail(unhashed(tree, ''))
  visit('digest', tree, (node, path) => {
    if (node instanceof Handle) feed(node, path)
    else if (isConstant(node)) feed(node.value, path)
    else if (isRef(node))
      hash.update(utf8ToBytes(`${path} -> ${aliasAt('digest', tree, node, path).target}\n`))
    else if (!isHole(node) && node !== null && node !== undefined) fail(unhashed(node, path))
  })
  return bytesToHex(hash.digest())

  function feed(tensor: Handle, path: string): void {
    hash.update(utf8ToBytes(`${path} ${showType(tensor)}\n`)).update(bytesOf(tensor))
  }
}

const unhashed = (node: unknown, path: string) => ({
  where: 'digest',
  must: `${quoted(path)} must be a tensor`,
  was: described(node),
  do: 'make it a scalar, or leave it out',
})
