// What the source may not say, read from its syntax tree, so that neither a string nor a comment is mistaken
// for code.
import ts from '@tsd/typescript'

/** IEEE 754 defines the result of these to the last bit; engines differ in the others. */
const exact = 'abs ceil clz32 floor fround imul max min sign sqrt trunc'.split(' ')

const faultOf = (node: ts.Node): string | undefined => {
  const { parent } = node
  if (ts.isIdentifier(node) && node.text === 'Math') {
    if (!ts.isPropertyAccessExpression(parent) || parent.expression !== node)
      return 'Math other than Math.name'
    return exact.includes(parent.name.text) ? undefined : `Math.${parent.name.text}`
  }
  if (node.kind === ts.SyntaxKind.AsteriskAsteriskToken) return '**'
  if (node.kind === ts.SyntaxKind.AsteriskAsteriskEqualsToken) return '**='
  if (node.kind === ts.SyntaxKind.AnyKeyword) return 'any'
  // a type may well be named Function; what is called, or passed on to be called, is the evaluator
  const isType =
    ts.isTypeNode(parent) || ts.isTypeAliasDeclaration(parent) || ts.isImportSpecifier(parent)
  return ts.isIdentifier(node) && /^(?:eval|Function)$/.test(node.text) && !isType
    ? node.text
    : undefined
}

const leavesOf = (node: ts.Node, file: ts.SourceFile): readonly ts.Node[] => {
  const children = node.getChildren(file).filter((child) => !ts.isJSDoc(child))
  return children.length === 0 ? [node] : children.flatMap((child) => leavesOf(child, file))
}

interface Comment {
  readonly start: number
  readonly text: string
}

/** The comments of a file: what stands between its tokens and is no space. */
const commentsOf = (leaves: readonly ts.Node[], file: ts.SourceFile): readonly Comment[] =>
  leaves.flatMap((leaf) => {
    const between = file.text.slice(leaf.pos, leaf.getStart(file, false))
    return [...between.matchAll(/\/\/.*|\/\*[\s\S]*?\*\//g)].map(({ 0: text, index }) => ({
      start: leaf.pos + index,
      text,
    }))
  })

// what only code is: prose may well parse as an expression, and a formula as an assignment
const isCode = (statement: ts.Statement): boolean =>
  ts.isVariableStatement(statement) ||
  ts.isImportDeclaration(statement) ||
  ts.isFunctionDeclaration(statement) ||
  ts.isReturnStatement(statement) ||
  ts.isThrowStatement(statement) ||
  ts.isIfStatement(statement) ||
  ts.isForStatement(statement) ||
  ts.isForOfStatement(statement) ||
  (ts.isExpressionStatement(statement) && statement.getText().endsWith(';'))

/** Whether the text of a line comment is a statement of a program, on its own. */
const isCommentedOut = (comment: string): boolean => {
  if (!/^\/\/\s*(?:const|let|var|import|function|return|throw|if|for)\b|^\/\/.*;$/.test(comment))
    return false
  const program = `async () => {${comment.slice('//'.length)}\n}`
  const { diagnostics = [] } = ts.transpileModule(program, { reportDiagnostics: true })
  if (diagnostics.length > 0) return false
  const file = ts.createSourceFile('comment.ts', program, ts.ScriptTarget.ES2022, true)
  let found = false
  const visit = (node: ts.Node): void => {
    if (ts.isBlock(node)) found ||= node.statements.some(isCode)
    ts.forEachChild(node, visit)
  }
  visit(file)
  return found
}

/** The faults of a source text, each with its line. */
export const faultsOf = (text: string): readonly string[] => {
  const file = ts.createSourceFile('source.ts', text, ts.ScriptTarget.ES2022, true)
  const at = (start: number, fault: string): string =>
    `${file.getLineAndCharacterOfPosition(start).line + 1}: ${fault}`
  const leaves = leavesOf(file, file)
  const inCode = leaves.flatMap((leaf) => {
    const fault = faultOf(leaf)
    return fault === undefined ? [] : [at(leaf.getStart(file, false), fault)]
  })
  const inComments = commentsOf(leaves, file).flatMap(({ start, text: comment }) => [
    ...(/\b(?:TODO|FIXME|XXX|HACK)\b/.test(comment) ? [at(start, 'TODO')] : []),
    ...(isCommentedOut(comment) ? [at(start, 'commented-out code')] : []),
  ])
  return [...inCode, ...inComments]
}
