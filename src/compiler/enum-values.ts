import type { Node, TSEnumDeclaration, TSEnumMember } from '@babel/types'
import type { Binding, Scopes } from './binding.ts'

/** A member's value, or null where it is known only when the program runs. */
export type EnumValue = number | string | null

/** Works out values of enum members that follow from the text alone, as TypeScript does. */
export class EnumValues {
  readonly #scopes: Scopes
  readonly #known = new Map<TSEnumMember, EnumValue>()
  readonly #startedDeclarations = new Set<TSEnumDeclaration>()
  readonly #startedConstants = new Set<Binding>()

  constructor(scopes: Scopes) {
    this.#scopes = scopes
  }

  of(member: TSEnumMember, owner: TSEnumDeclaration): EnumValue {
    if (!this.#startedDeclarations.has(owner)) {
      this.#startedDeclarations.add(owner)
      let next: number | null = 0
      for (const each of owner.members) {
        const value: EnumValue = each.initializer ? this.#evaluate(each.initializer) : next
        this.#known.set(each, value)
        next = typeof value === 'number' ? value + 1 : null
      }
    }
    return this.#known.get(member) ?? null
  }

  #evaluate(node: Node): EnumValue {
    switch (node.type) {
      case 'NumericLiteral':
      case 'StringLiteral':
        return node.value
      case 'ParenthesizedExpression':
        return this.#evaluate(node.expression)
      case 'TemplateLiteral':
        return this.#join(
          node.quasis.map(({ value }) => value.cooked ?? ''),
          node.expressions,
        )
      case 'UnaryExpression': {
        const value = this.#evaluate(node.argument)
        if (typeof value !== 'number') return null
        return node.operator === '-'
          ? -value
          : node.operator === '~'
            ? ~value
            : node.operator === '+'
              ? value
              : null
      }
      case 'BinaryExpression':
        return calculate(node.operator, this.#evaluate(node.left), this.#evaluate(node.right))
      case 'Identifier':
        return this.#evaluateName(node)
      case 'MemberExpression':
        return this.#evaluateMember(
          node.object,
          node.computed ? this.#evaluate(node.property) : nameOf(node.property),
        )
      default:
        return null
    }
  }

  #join(texts: readonly string[], expressions: readonly Node[]): string | null {
    let joined = texts[0] ?? ''
    for (const [index, expression] of expressions.entries()) {
      const value = this.#evaluate(expression)
      if (value === null) return null
      joined += String(value) + (texts[index + 1] ?? '')
    }
    return joined
  }

  #evaluateName(node: Extract<Node, { type: 'Identifier' }>): EnumValue {
    const binding = this.#scopes.bindingOf.get(node)
    if (!binding) return node.name === 'NaN' ? NaN : node.name === 'Infinity' ? Infinity : null
    if (binding.member) return this.of(binding.member.node, binding.member.owner)
    if (!binding.value || this.#startedConstants.has(binding)) return null
    this.#startedConstants.add(binding)
    const value = this.#evaluate(binding.value)
    this.#startedConstants.delete(binding)
    return value
  }

  #evaluateMember(object: Node, name: EnumValue): EnumValue {
    const binding = object.type === 'Identifier' ? this.#scopes.bindingOf.get(object) : undefined
    const member = binding?.members?.get(String(name))?.member
    return member ? this.of(member.node, member.owner) : null
  }
}

function nameOf(node: Node): string | null {
  return node.type === 'Identifier' ? node.name : null
}

function calculate(operator: string, left: EnumValue, right: EnumValue): EnumValue {
  if (left === null || right === null) return null
  if (operator === '+' && (typeof left === 'string' || typeof right === 'string')) return `${left}${right}`
  if (typeof left === 'string' || typeof right === 'string') return null
  switch (operator) {
    case '+':
      return left + right
    case '-':
      return left - right
    case '*':
      return left * right
    case '/':
      return left / right
    case '%':
      return left % right
    case '**':
      return left ** right
    case '|':
      return left | right
    case '&':
      return left & right
    case '^':
      return left ^ right
    case '<<':
      return left << right
    case '>>':
      return left >> right
    case '>>>':
      return left >>> right
    default:
      return null
  }
}
