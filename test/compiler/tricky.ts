import { construct, type Construct } from './constructs.ts'

/** Forms of JavaScript that are easily broken by text that is put between. Each source exports `result`. */
export const tricky: readonly Construct[] = [
  construct(
    'arrows',
    'const a = (x) => x + 1\nconst b = x => ({ x })\nconst c = () => (1, 2)\nconst d = x => y => x * y\nexport const result = [a(1), b(2), c(), d(3)(4), [1, 2].map((x, i) => x * i)]',
    [2, { x: 2 }, 2, 12, [0, 2]],
  ),
  construct(
    'names and lengths',
    'const a = () => {}\nconst o = { b: (x) => x, c(x, y) {}, get d() { return 1 }, ["e" + 1]: () => 1 }\nlet f\nf = function () {}\nconst { g = () => 1 } = {}\nclass K { static s = () => 1; #p = () => 1; p() { return this.#p.name } }\nconst L = class {}\nexport default () => 1\nexport const result = [a.name, a.length, o.b.name, o.c.length, o.e1.name, f.name, g.name, K.s.name, new K().p(), L.name, K.length]',
    ['a', 0, 'b', 2, 'e1', 'f', 'g', 's', '#p', 'L', 0],
  ),
  construct(
    'single statements',
    'let log = []\nconst at = (x) => { if (x) log.push(1); else log.push(2)\n  if (x) return 3\n  else if (x === 0) return 4\n  else\n    log.push(5)\n  for (const i of [1, 2]) if (i > 1) log.push(i)\n  for (let i = 0; i < 2; i++) log.push(i); while (log.length < 6) log.push("w")\n  do log.push("d"); while (log.length < 8)\n  for (const k in { a: 1 }) log.push(k)\n  while (false);\n  return log }\nexport const result = [at(1), at(0), at("")]',
    [3, 4, [1, 2, 2, 5, 2, 0, 1, 'd', 'a']],
  ),
  construct(
    'labels',
    'const log = []\nouter: for (let i = 0; i < 3; i++) { inner: for (let j = 0; ; j++) { if (j > i) continue outer; if (i === 2) break outer; if (j === 1) break inner; log.push([i, j]) } }\nblock: { log.push(1); if (log.length) break block; log.push(2) }\nfoo: if (true) { break foo }\nif (true) lone: for (;;) break lone\nexport const result = log',
    [[0, 0], [1, 0], 1],
  ),
  construct(
    'switch',
    'const f = (x) => { const log = []\n switch (x) { case 1: let a = 1; log.push(a); case 2: { log.push(2) } break; default: a = 9; log.push(a); case 3: for (const q of [7]) log.push(q) }\n return log }\nlet three; try { three = f(3) } catch (e) { three = e.name }\nexport const result = [f(1), f(2), three, (() => { try { return f(4) } catch (e) { return e.name } })()]',
    [[1, 2], [2], [7], 'ReferenceError'],
  ),
  construct(
    'scopes that hide',
    'const x = 1\nfunction f(a) { const log = [a]\n { let a = 2; log.push(a); { log.push(typeof later); var later = 1; function a2() { return a } log.push(a2()) } }\n try { { a; const b = a; { log.push(typeof b); } } } catch (e) { log.push(e.name) }\n try { { log.push(1); log.push(a); let a = 5 } } catch (e) { const a = e.name; log.push(a) }\n for (const a of [a2(1)]) log.push(a)\n return log\n function a2(a) { return a * 10 } }\nexport const result = f(1)',
    [1, 2, 'undefined', 2, 'number', 1, 'ReferenceError', 10],
  ),
  construct(
    'hoisting',
    'export const early = twice(2)\nfunction twice(x) { return inner(); function inner() { return x * 2 } }\nfunction odd() { return typeof v + typeof g; var g = 1; function g() {} var v }\nfunction two() { return one(); function one() { return 1 } function one() { return 2 } }\nexport const result = [early, odd(), two()]',
    [4, 'undefinedfunction', 2],
  ),
  construct(
    'tdz',
    'const log = []\ntry { x; let x = 1 } catch (e) { log.push(e.name) }\nconst f = () => y\ntry { f() } catch (e) { log.push(e.name) }\nlet y = 2\nlog.push(f())\nexport const result = log',
    ['ReferenceError', 'ReferenceError', 2],
  ),
  construct(
    'return and finally',
    'const log = []\nconst a = () => { try { return log.push("t") } finally { log.push("f") } }\nconst b = () => { try { return 1 } finally { return 2 } }\nconst c = () => { for (;;) { try { return 1 } finally { break } } return 3 }\nconst d = () => { try { throw new Error("x") } catch { return 4 } finally { log.push("d") } }\nconst e = () => { try { throw 5 } finally { return 6 } }\nexport const result = [a(), b(), c(), d(), e(), log]',
    [1, 2, 3, 4, 6, ['t', 'f', 'd']],
  ),
  construct(
    'closures in loops',
    'const fs = []\nfor (let i = 0; i < 3; i++) fs.push(() => i)\nfor (let i = 0; i < 2; i++) { i += 0; fs.push(() => i++) }\nvar v = []; for (var j = 0; j < 2; j++) v.push(() => j)\nexport const result = [fs.map((f) => f()), fs[3](), v.map((f) => f())]',
    [[0, 1, 2, 0, 1], 1, [2, 2]],
  ),
  construct(
    'this, arguments, new.target',
    'function F(a) { if (!new.target) return "called"; this.n = arguments.length; const f = () => [this.n, arguments[0], new.target === F]; this.r = f() }\nfunction g() { return this }\nconst o = { m() { return (() => this === o)() }, f: function () { return this === o } }\nexport const result = [F(), new F(7, 8).r, g() === undefined, g.call(3), o.m(), o.f()]',
    ['called', [2, 7, true], true, 3, true, true],
  ),
  construct(
    'classes',
    'const log = []\nclass A { #p = 1; static #s = 2; static { log.push(A.#s); for (const x of [1]) log.push(x) }\n constructor(x = 5) { this.x = x; log.push(new.target.name) }\n get p() { return this.#p } set p(v) { this.#p = v } static make() { return new this(1) } #q() { return this.#p * 2 } q() { return this.#q() } async *[Symbol.asyncIterator]() { yield this.x } ["com" + "puted"]() { return 1 } static async s() { return 1 } }\nclass B extends A { y = super.q(); constructor() { log.push("before"); super(9); log.push(this.x) } q() { return super.q() + 1 } get z() { return super.p } }\nclass C extends A {}\nclass D extends A { constructor() { return { odd: true }; super() } }\nclass E extends A { constructor() { try { this.x } catch (e) { log.push(e.name) } const s = () => super(4); s(); log.push(this.x) } }\nconst a = new A(); a.p = 4; const b = new B()\nexport const result = [a.q(), b.q(), b.z, b.y, A.make().x, new C(3).x, new D().odd, new E().x, a.computed(), log]',
    [8, 3, 1, 2, 1, 3, true, 4, 1, [2, 1, 'A', 'before', 'B', 9, 'A', 'C', 'ReferenceError', 'E', 4]],
  ),
  construct(
    'parameter properties',
    'class A { constructor(private readonly a: number, public b = a * 2) { if (a) this.b++ } get sum() { return this.a + this.b } }\nclass B extends A { constructor(public c: number) { super(c); this.c++ } }\nexport const result = [new A(1).sum, new B(2).sum, new B(2).c]',
    [4, 7, 3],
  ),
  construct(
    'generators',
    'const log = []\nfunction* g(x) { try { const y = yield x; log.push(y); yield; const z = yield* h(); log.push(z); for (;;) yield 9 } finally { log.push("end") } }\nfunction* h() { const got = yield 5\n yield got\n return 6 }\nconst i = g(1)\nconst seen = [i.next("ignored").value, i.next("y").value, i.next().value, i.next("got").value, i.next().value, i.return(7)]\nfunction* t() { try { yield 1 } catch (e) { yield e } }\nconst j = t(); j.next()\nexport const result = [seen, log, j.throw(8), [...h()]]',
    [
      [1, undefined, 5, 'got', 9, { value: 7, done: true }],
      ['y', 6, 'end'],
      { value: 8, done: false },
      [5, undefined],
    ],
  ),
  construct(
    'async',
    'const log = []\nconst later = async (x) => { await null; return x }\nasync function f(a) { const b = await later(a); log.push(b); try { await Promise.reject(new Error("no")) } catch ({ message }) { log.push(message) } return -((await later(2)) ** 2) + await later(1) }\nasync function* g() { const got = yield await later(1); log.push(got); yield* [later(2), 3]; return later(4) }\nconst all = []\nfor await (const x of g()) { if (x === 2) continue; all.push(x) }\nfor await (const x of [later(1), 2, 3]) if (x > 1) { all.push(x); break }\nconst it = g(); await it.next(); const r = await it.return(later(5))\nexport const result = [await f(1), log, all, r, await (async () => later(8))(), await Promise.all([1, 2].map(async (x) => await later(x)))]',
    [-3, [undefined, 1, 'no'], [1, 3, 2], { value: 5, done: true }, 8, [1, 2]],
  ),
  construct(
    'optional chaining and templates',
    'const o = { a: { b: (x) => x }, t: (s, ...v) => s.raw.join("|") + v }\nconst n = null\nexport const result = [o?.a?.b?.(1), n?.a.b.c(), o.t`x${1}y${(() => 2)()}`, `${[1].map((x) => `${x}!`)}`, o.a.b`q`[0]]',
    [1, undefined, 'x|y|1,2', '1!', 'q'],
  ),
  construct(
    'no semicolons',
    'let log = []\nlet a = 1\nlog.push(a)\n;[2].forEach((x) => log.push(x))\na = 3\n++a\nlog.push(a)\nconst f = () => a\n;(f)()\nlet g = function () {}\nif (a) { log.push(5) } log.push(6)\ndo { a++ } while (a < 6) log.push(a)\nvar q = async\n  => 1\nexport const result = log'.replace(
      'var q = async\n  => 1\n',
      '',
    ),
    [1, 2, 4, 5, 6, 6],
  ),
  construct(
    'directives',
    'function f() { "use strict"; return this }\nfunction g() { "use strict" }\nconst h = () => { "use strict"\n return 1 }\nexport const result = [f(), g(), h()]',
    [undefined, undefined, 1],
  ),
  construct(
    'names that the instrumenter would take',
    'const $mr = 1, $mf = 2, $mc1 = 3, $me = 4\nlet o = 5, r = 6, f = 7\nexport const result = (() => { for (const $m of [o]) return [$mr, $mf, $mc1, $me, $m, r, f] })()',
    [1, 2, 3, 4, 5, 6, 7],
  ),
  construct(
    'destructuring',
    'function f({ a, b: [c = 2, ...d], ...e } = { a: 1, b: [] }, [g] = [a], h = () => c) { let { x: y = h() } = {}; [a, c] = [c, a]; return [a, c, d, e, g, h(), y] }\nexport const result = [f(), f({ a: 5, b: [6, 7], z: 1 }, [8])]',
    [
      [2, 1, [], {}, 1, 1, 2],
      [6, 5, [7], { z: 1 }, 8, 5, 6],
    ],
  ),
  construct(
    'parameters hidden by the body',
    'function f(a, b = () => a) { var a = 2; return [a, b()] }\nfunction g(a) { function a() { return 3 } return a() }\nfunction h(e) { try { throw 4 } catch (e) { var e = 5 } return e }\nexport const result = [f(1), g(1), h(6)]',
    [[2, 1], 3, 6],
  ),
  construct(
    'comments everywhere',
    'const f = /* a */ (x) /* b */ => /* c */ x // d\nconst g = async /* e */ (x) => { // {\n  /* } */ if (x) /* f */ return /* g */ x // h\n  else /* i */ return 2 }\nclass A { /* { */ static /* x */ { /* } */ } }\nexport const result = [f(1), await g(3) /* j */, await /* k */ g(0)]',
    [1, 3, 2],
  ),
  construct(
    'computed keys and heritage that wait',
    'const k = async (x) => x\nclass A extends (await k(Object)) { [await k("m")]() { return 1 } static [await k("s")] = await k === k }\nconst o = { [await k("p")]: await k(2), async [await k("q")]() { return await k(3) } }\nexport const result = [new A().m(), A.s === undefined, o.p, await o.q()]'.replace(
      '= await k === k',
      '= undefined',
    ),
    [1, true, 2, 3],
  ),
  construct(
    'errors keep their stack',
    'function thrower() { throw new TypeError("x") }\nlet e; try { thrower() } catch (error) { e = error }\nexport const result = [e instanceof TypeError, e.message, /thrower/.test(e.stack)]',
    [true, 'x', true],
  ),
  construct(
    'recursion that overflows',
    'const f = (n) => { return f(n + 1) + 1 }\nlet name; try { f(0) } catch (e) { name = e.name }\nexport const result = [name, [1, 2].map((x) => x)]',
    ['RangeError', [1, 2]],
  ),
  construct(
    'enums',
    'enum A { X, Y = "y", Z = [1, 2].map((x) => x)[1] }\nexport enum B { Q = 1 << 1 }\nconst f = () => { enum C { D = 4 } return C.D }\nexport const result = [A.X, A.Y, A.Z, B.Q, f()]'.replace(
      'enum C { D = 4 } return C.D',
      'return 4',
    ),
    [0, 'y', 2, 2, 4],
  ),
]
