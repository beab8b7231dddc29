declare namespace Cloudflare {
  interface Env extends Readonly<import('../../worker/host/cloudflare/env.ts').CloudflareEnv> {}
}
