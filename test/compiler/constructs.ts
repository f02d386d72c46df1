/** TypeScript that learners write, and what it must do. Each source exports `result`. */
export interface Construct {
  readonly name: string
  readonly source: string
  readonly result: unknown
}

export const construct = (name: string, source: string, result: unknown): Construct => ({
  name,
  source,
  result,
})

/** What is only erased: every character that is left stays at its place. */
export const erasable: readonly Construct[] = [
  construct(
    'annotations',
    'const a: number = 1, b: string | null = null; export const result: unknown = [a, b]',
    [1, null],
  ),
  construct(
    'function types',
    'function f<T extends object = {}>(a: T, b?: number, ...rest: string[]): T | undefined { return [a, b, rest] as any }\nexport const result = f({}, 2, "x")',
    [{}, 2, ['x']],
  ),
  construct(
    'optional parameters',
    'const f = (a?: number, b?) => [a ?? 0, b ?? 1]; function g({ x }: { x?: number } = {}) { return x }\nexport const result = [f(), g()]',
    [[0, 1], undefined],
  ),
  construct(
    'destructuring',
    'const { a, b: [c] = [2] }: { a: number; b?: number[] } = { a: 1 }; const [d]: [number] = [3]; export const result = [a, c, d]',
    [1, 2, 3],
  ),
  construct(
    'interface',
    'interface A<T> extends Object { a: T; (x: number): string; [k: string]: any }\nexport const result = 1',
    1,
  ),
  construct(
    'type aliases',
    'type A = { [K in keyof B]?: B[K] }\ntype B = `x${string}`\nexport type C = A | B\nexport const result = 2',
    2,
  ),
  construct(
    'declarations',
    'declare const x: number\ndeclare let y: string, z: any\ndeclare function f(): void\ndeclare class K { a: number }\ndeclare module "x" { export const a: number }\ndeclare global { interface Window { a: 1 } }\ndeclare enum E { A }\ndeclare namespace N { const q: number }\nexport declare const w: number\nexport const result = typeof x',
    'undefined',
  ),
  construct(
    'overloads',
    'function f(a: string): string\nfunction f(a: number): number\nfunction f(a: any) { return a }\nexport const result = f(1)',
    1,
  ),
  construct(
    'exported overloads',
    'export function f(a: string): string;\nexport function f(a: any): any { return a }\nexport const result = f("a")',
    'a',
  ),
  construct(
    'default overloads',
    'export default function f(a: string): string\nexport default function f(a: any): any { return a }\nexport const result = f("a")',
    'a',
  ),
  construct(
    'class members',
    'class A<T> implements I<T>, J { private a = 1; public static readonly b: number = 2; protected c?: string; d!: number; readonly [key: string]: any; declare e: number\n  private async *f<U>(this: A<T>, x?: U): AsyncGenerator<U> {} get g(): number { return 3 } static #h: number = 4; static i() { return A.#h } }\ninterface I<T> { x?: T } interface J {}\nconst a = new A<number>(); export const result = [Object.keys(a), a.g, A.b, A.i()]',
    [['a', 'c', 'd'], 3, 2, 4],
  ),
  construct(
    'abstract class',
    'abstract class A { abstract x: number; abstract f(): void; abstract get g(): number; h() { return this.x } }\nclass B extends A { x = 5; f() {} get g() { return 1 } }\nexport abstract class C {}\nexport const result = [new B().h(), typeof C]',
    [5, 'function'],
  ),
  construct(
    'method overloads',
    'class A { f(a: string): void; f(a: number): void; f(a: any) { return a } constructor(); constructor(a?: number) {} }\nexport const result = new A().f(1)',
    1,
  ),
  construct(
    'optional method',
    'class A { f?() { return 1 } g?(): void }\nexport const result = new A().f!()',
    1,
  ),
  construct(
    'type arguments',
    'const f = <T,>(x: T): T => x; class A<T> { constructor(public_: T) {} } class B<T> extends A<Array<T>> {}\nconst m = new Map<string, Map<string, number>>(); function tag<T>(s: any) { return s[0] }\nexport const result = [f<number>(1), new A<string>("x") instanceof A, m.size, tag<string>`y`, new B<string>([]) instanceof A, f?.<number>(2)]',
    [1, true, 0, 'y', true, 2],
  ),
  construct(
    'as',
    'const x = 1 as number as unknown as string; let y = [] as const; const z = { a: 1 } satisfies object\nexport const result = [x, y, (z as any).b, (x as any)?.y, -(x as any)]',
    [1, [], undefined, undefined, -1],
  ),
  construct(
    'non-null',
    'const a: any = { b: { c: () => [7] } }; let d = 1; d!++; a!.b!.e = 3\nexport const result = [a!.b!.c!()![0]!, a?.b!.e, d]',
    [7, 3, 2],
  ),
  construct(
    'prefix assertion',
    'const x = <any>1; const y = <string[]>[]; const f = <any>(() => 3)\nexport const result = [x, y, f()]',
    [1, [], 3],
  ),
  construct(
    'assignment to assertions',
    'let a: any, b: any; (a as any) = 1; (<any>b) = 2; [a!, (b as any)] = [b, a]; for ((a as any) of [3]);\nexport const result = [a, b]',
    [3, 1],
  ),
  construct(
    'this parameter',
    'function f(this: { a: number }, b: number) { return this.a + b }; function g(this: any) { return this }; function h(this: void, ) { return 1 }\nexport const result = [f.call({ a: 1 }, 2), g.call(3), h(), f.length]',
    [3, 3, 1, 1],
  ),
  construct(
    'type predicates',
    'function is(x: unknown): x is string { return true }\nfunction assert(x: unknown): asserts x is string {}\nfunction assert2(x: unknown): asserts x {}\nexport const result = is(1)',
    true,
  ),
  construct('definite', 'let x!: number; x = 1; export const result = x', 1),
  construct(
    'catch clause',
    'let r: unknown; try { throw 1 } catch (e: unknown) { r = e }\nexport const result = r',
    1,
  ),
  construct(
    'arrow with a type on more lines',
    'const f = (a: number):\n  number\n  | string => a\nconst g = (a: number) // note\n  : {\n  a: number } => ({ a })\nconst h = async (): Promise<\nvoid> => {}\nexport const result = [f(1), g(2), h() instanceof Promise]',
    [1, { a: 2 }, true],
  ),
  construct(
    'arrow with type parameters on more lines',
    'const f = () => { return <\n  T\n>(x: T) => x }\nconst g = async <\n  T,\n>(x: T) => x\nexport const result = [f()(1), g(1) instanceof Promise]',
    [1, true],
  ),
  construct(
    'as before a line that could go on',
    'const log: any[] = []\nconst a = 1 as number\n;[2].forEach((x) => log.push(x))\nconst b = log as any[]\n[3, 4].forEach((x) => log.push(x))\nconst c = "s" satisfies string\n`x`\nconst d = (() => 5) as () => number\n(() => log.push(9))()\nexport const result = [log, c, typeof d]',
    [[2, 3, 4, 9], 's', 'function'],
  ),
  construct(
    'erased statement between lines that could join',
    'const f = (x: any) => x\nlet a = f\ntype T = 1\n(f)(1)\nlet b = f\ninterface I {}\n[1].length\nlet c = f\ndeclare const q: number\n`x`.length\nexport const result = [a, b, c].map((x) => x === f)',
    [true, true, true],
  ),
  construct(
    'erased members between lines that could join',
    'const k = "k", m = "m"\nclass A { a = 1\n  declare b: number\n  [k] = 2\n  c = 3\n  private [m] = 4\n  d = 5\n  public *gen() { yield 1 }\n  e = 6;\n  [x: string]: any\n  ["f"] = 7\n}\nexport const result = { ...new A() }',
    { a: 1, k: 2, c: 3, m: 4, d: 5, e: 6, f: 7 },
  ),
  construct(
    'fields named get, set, static',
    'class A { get: number\n  a() { return 1 }\n  set?: string\n  b(x) { return 2 }\n  static!: any\n  c() { return 3 }\n}\nconst x = new A(); export const result = [Object.keys(x), x.a(), x.b(), x.c()]',
    [['get', 'set', 'static'], 1, 2, 3],
  ),
  construct(
    'methods named like modifiers',
    'class A { readonly() { return 1 } private = 2; static static = 3; public static async() { return 4 } declare() { return 5 } abstract?: number; type = 6 }\nconst x = new A(); export const result = [x.readonly(), x.private, A.static, A.async(), x.declare(), x.type]',
    [1, 2, 3, 4, 5, 6],
  ),
  construct(
    'words that are only sometimes keywords',
    'const type = 1, declare = 2, namespace = 3, abstract = 4, of = 5, as = 6, satisfies = 7\ntype\ndeclare\nexport const result = [type, declare, namespace, abstract, of, as as number, satisfies satisfies number]',
    [1, 2, 3, 4, 5, 6, 7],
  ),
  construct(
    'less and greater',
    'const a = 1, b = 2, c = 3; export const result = [a < b, a < b == b > c, a<b||c>(a)]',
    [true, false, true],
  ),
  construct(
    'instantiation',
    'const f = <T,>(x: T) => x; const g = f<number>; const h = new Map<string, number>\nexport const result = [g(1), h.size]',
    [1, 0],
  ),
  construct(
    'namespace of types',
    'namespace N { export interface A {}; export type B = 1; namespace M { type C = 2 } }\nexport namespace O { export type D = 1 }\nexport const result = 1',
    1,
  ),
  construct(
    'type imports',
    'import type { A } from "./nowhere"\nimport type B from "./nowhere"\nimport type * as C from "nowhere"\nexport type { A } from "./nowhere"\nexport type * from "./nowhere"\nimport type D = require("x")\nexport const result: A | B | C.X = 1',
    1,
  ),
  construct('default interface', 'export default interface A { a: number }\nexport const result = 1', 1),
  construct(
    'exported type names',
    'interface A {}\ntype B = 1\nconst c = 1\nexport { A, type B, c }\nexport const result = c',
    1,
  ),
  construct('default of a type', 'interface A {}\nexport default A\nexport const result = 1', 1),
  construct(
    'assertions that would become blocks',
    'const log: any[] = []; const f = () => <any>(<unknown>[1]); log.push(<any>`x`)\nexport const result = [f(), log]',
    [[1], ['x']],
  ),
  construct(
    'accessors',
    'const o = { get a(): number { return 1 }, set a(v: number) {}, b<T>(x: T): T { return x }, async c<T>() {}, get<T>() { return 4 } }\nexport const result = [o.a, o.b(2), o.get()]',
    [1, 2, 4],
  ),
  construct(
    'loops',
    'let s = 0; for (const x of [1, 2] as number[]) s += x; for (let i: number = 0; i < (3 as number); i++) s++; for (const k in {} as object);\nexport const result = s',
    6,
  ),
  construct(
    'new',
    'class A { x = 1 } const K: any = { A }; export const result = [new (A as any)().x, new K!.A().x, new (<any>A)().x]',
    [1, 1, 1],
  ),
  construct(
    'labels and switches',
    'let r: any; outer: for (;;) { switch (1 as number) { case <number>1: { r = 1 as any; break outer } } }\nexport const result = r',
    1,
  ),
  construct(
    'generators',
    'function* g(): Generator<number, void, unknown> { const x: unknown = yield 1 as number; yield* [2] as number[] }\nexport const result = [...g()]',
    [1, 2],
  ),
  construct('top-level await', 'export const result = await Promise.resolve<number>(1 as number)', 1),
  construct(
    'comments in types',
    'const f = (a /* : */ : /* ( */ number, b? /* ? */ : string /* => */): /* ) */ number => a // : T\nexport const result = f(1)',
    1,
  ),
  construct(
    'tabs and wide signs',
    'const\ta: "日本" | "🙂" = "🙂";\tconst b/* é */: string = "é"\nexport const result = [a, b]',
    ['🙂', 'é'],
  ),
  construct(
    'CRLF',
    'type A = {\r\n  a: number\r\n}\r\nconst x = (a:\r\n number):\r\n number => a\r\nexport const result = x(1)',
    1,
  ),
  construct('byte order mark', '\uFEFFconst a: number = 1\nexport const result = a', 1),
  construct('hash-bang', '#!/usr/bin/env node\nexport const result: number = 1', 1),
  construct(
    'regular expressions and divisions',
    'const a: number = 4, g = 2; export const result = [a /2/ g, /[/]: T/.test("/: T"), (a as number) /2/g]',
    [1, true, 1],
  ),
]
