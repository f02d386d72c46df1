import { construct, type Construct } from './constructs.ts'

/** What cannot be erased and is written anew, on its lines. */
export const lowered: readonly Construct[] = [
  construct(
    'types that hold a calculation together',
    'const a = 2, b: any = 3, c = 4\nexport const result = [a + b as number * c, a * b as any as number + c, a + b as number ** a, a ** b as number ** a, 1 + a * b as number * c, a + b satisfies number / 5 as number + 1, a << 1 as number - 1, a < b as any == true, a + b as number < c]',
    [20, 10, 25, 64, 28, 2, 3, true, false],
  ),
  construct(
    'fragile prefix assertions',
    'const f = () => <any>{ a: 1 }; const g = () => { return <any>\n  2 }; <any>function () {}\nexport const result = [f(), g()]',
    [{ a: 1 }, 2],
  ),
  construct('numeric enum', 'enum A { X, Y = 5, Z }\nexport const result = [A.X, A.Z, A[5], { ...A }]', [
    0,
    6,
    'Y',
    { 0: 'X', 5: 'Y', 6: 'Z', X: 0, Y: 5, Z: 6 },
  ]),
  construct('text enum', 'enum A { X = "x", Y = `y`, "a-b" = "c" }\nexport const result = { ...A }', {
    X: 'x',
    Y: 'y',
    'a-b': 'c',
  }),
  construct(
    'enum on more lines',
    'enum A {\n  X, // first\n  Y = 1 <<\n    3,\n\n  Z = (Y | 1) as number,\n}\nexport const result = { ...A }',
    { 0: 'X', 8: 'Y', 9: 'Z', X: 0, Y: 8, Z: 9 },
  ),
  construct(
    'const enum',
    'const enum A { X = -1, Y }\nexport const enum B { Z }\nexport const result = [A.X, A.Y, B.Z]',
    [-1, 0, 0],
  ),
  construct(
    'computed enum',
    'const n = 3; const s = "s" as string\nenum A { X = n, Y, Z = s.length, W = X + Z, V = `${s}!`, U = Math.max(A.X, 9), T = ((X) => X)(20) }\nexport const result = { ...A }',
    { 3: 'X', X: 3, 4: 'W', Y: 4, 1: 'Z', Z: 1, W: 4, V: 's!', 9: 'U', U: 9, 20: 'T', T: 20 },
  ),
  construct(
    'enum of enums',
    'enum A { X = 2 } enum B { Y = A.X, Z, W = A["X"] * 10 }\nexport const result = [B.Y, B.Z, B.W]',
    [2, 3, 20],
  ),
  construct(
    'merged enum',
    'export enum A { X = 1 }\nconst f = 1\nexport enum A { Y = X + 1 }\nexport const result = { ...A }',
    { 1: 'X', 2: 'Y', X: 1, Y: 2 },
  ),
  construct(
    'enum in a function',
    'function f() { { enum A { X = "in" } return A.X } }\nenum A { X = "out" }\nexport const result = [f(), A.X]',
    ['in', 'out'],
  ),
  construct('enum before its line', 'export const result = typeof A\nenum A { X }', 'undefined'),
  construct('empty enum', 'enum A {}\nexport const result = { ...A }', {}),
  construct(
    'enum with hidden names',
    'const X = 7; enum A { X = 1, Y = ((X: number) => X)(3), Z = [{ X }].length }\nexport const result = [A.Y, A.Z, X]',
    [3, 1, 7],
  ),
  construct(
    'parameter properties',
    'class A<T> { constructor(private readonly inbox: T[], public b?: number, protected c = 3, d = 4) { this.e = this.inbox.length + d }\n  e: number }\nexport const result = { ...new A([1], 2) }',
    { inbox: [1], b: 2, c: 3, e: 5 },
  ),
  construct(
    'parameter properties of a subclass',
    'class A { constructor(public a: number) {} }\nclass B extends A { x = 1; constructor(public b: number, readonly c = b + 1) { const y = b; super(y)\n this.x = this.b } }\nexport const result = { ...new B(5) }',
    { a: 5, b: 5, x: 5, c: 6 },
  ),
  construct(
    'parameter properties come before fields',
    'class A { x = "inbox" in this; y = this.inbox === undefined; constructor(public inbox: number) {} }\nexport const result = { ...new A(1) }',
    { inbox: 1, x: true, y: true },
  ),
  construct(
    'parameter properties on more lines',
    'class A {\n  constructor(\n    private a: string, // one\n    /** two */\n    public readonly b = new Error().stack ? 2 : 0,\n  ) {}\n  sum() {\n    return this.a + this.b\n  }\n}\nexport const result = new A("a").sum()',
    'a2',
  ),
  construct(
    'class expression',
    'export const result = { ...new (class { constructor(public a = 1) {} })() }',
    { a: 1 },
  ),
  construct('default functions', 'export default () => <any>{ a: 1 }\nexport const result = 1', 1),
  construct(
    'imports of types only',
    'import { Foo } from "./types.ts"\nimport Bar, { type Baz } from "./types.ts"\nconst x: Foo = 1, y: Bar = 2\nexport const result = [x, y]',
    [1, 2],
  ),
]
