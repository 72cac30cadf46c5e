// Tests of this folder run in Node, while its compiler is told about browsers only. These are the parts they
// use; Node's own types would let `process` and the like slip into the page.

declare module 'node:test' {
  export function test(title: string, work: () => void | Promise<void>): void
}

declare module 'node:assert/strict' {
  interface Assert {
    equal: <Value>(actual: Value, expected: Value, message?: string) => void
    deepEqual: <Value>(actual: Value, expected: Value, message?: string) => void
    match: (text: string, pattern: RegExp) => void
    ok: (value: unknown) => asserts value
  }
  const assert: Assert
  export default assert
}
