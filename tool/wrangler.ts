/** How wrangler is started: it serves only this machine, and contacts no other. */

/** Environment for wrangler. */
export const wranglerEnvironment = () => ({
  ...process.env,
  // Without these two, wrangler fetches a sample of Cloudflare's request data and looks for updates.
  CLOUDFLARE_CF_FETCH_ENABLED: 'false',
  WRANGLER_HIDE_BANNER: 'true',
  // The local explorer would show all evidence to everyone who opens it. The trace collector is not needed.
  X_LOCAL_EXPLORER: 'false',
  X_LOCAL_OBSERVABILITY: 'false',
});

/** Arguments with which wrangler serves without an interactive prompt. */
export const wranglerDev = ['dev', '--show-interactive-dev-session=false'] as const;
