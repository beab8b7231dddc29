/** The verifier as the author of a command. */
export const byVerifier = { verifier: true } as const;
