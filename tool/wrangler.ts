/** Environment in which wrangler serves from this machine and for it alone. */
export const wranglerEnvironment = () => ({
  ...process.env,
  // Nothing is looked up outside: no placeholder for Cloudflare's own request data, no update notice.
  CLOUDFLARE_CF_FETCH_ENABLED: 'false',
  WRANGLER_HIDE_BANNER: 'true',
  // No explorer, which would show all evidence to whoever opens it, and no collector of traces.
  X_LOCAL_EXPLORER: 'false',
  X_LOCAL_OBSERVABILITY: 'false',
});

/** Arguments that serve without asking anything. */
export const wranglerDev = ['dev', '--show-interactive-dev-session=false'] as const;
