import type { Node } from '@babel/types'

/** Whether a statement declares types only, or what exists elsewhere: nothing of it is left when the program runs. */
export function isTypeOnly(node: Node): boolean {
  switch (node.type) {
    case 'TSInterfaceDeclaration':
    case 'TSTypeAliasDeclaration':
    case 'TSDeclareFunction':
      return true
    case 'VariableDeclaration':
    case 'ClassDeclaration':
    case 'TSEnumDeclaration':
      return node.declare === true
    case 'ImportDeclaration':
      return node.importKind === 'type'
    case 'TSImportEqualsDeclaration':
      return node.importKind === 'type'
    case 'ExportAllDeclaration':
      return node.exportKind === 'type'
    case 'ExportNamedDeclaration':
      return node.declaration ? isTypeOnly(node.declaration) : node.exportKind === 'type'
    case 'ExportDefaultDeclaration':
      return isTypeOnly(node.declaration)
    case 'TSModuleDeclaration':
      if (node.declare || node.body.type !== 'TSModuleBlock')
        return node.declare === true || isTypeOnly(node.body)
      return node.body.body.every((statement) => statement.type === 'EmptyStatement' || isTypeOnly(statement))
    default:
      return false
  }
}
