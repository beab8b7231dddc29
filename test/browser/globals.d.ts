/** The test runner's globals, for which it has no types. */
interface TestContext {
  skip(): never;
}
interface Test {
  timeout(ms: number): Test;
}
declare function describe(name: string, suite: () => void): void;
declare function it(name: string, test: (this: TestContext) => void | Promise<void>): Test;
declare function afterEach(work: () => void | Promise<void>): void;
declare function before(work: () => void | Promise<void>): void;
declare function after(work: () => void | Promise<void>): void;
