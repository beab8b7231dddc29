/** The account of the sandbox at the simulated bureau. Everyone knows its password and its key. */
import { BureauConfig, type Bureaus } from '../../bureau/configuration.ts';

export const bureauPath = '/sandbox/bureau';

export const sandboxBureau = {
  ispId: 100_001,
  userName: 'sandbox',
  password: 'sandbox-password',
  providerId: 100_001,
  encryption: { key: 'sandbox-key-0001', iv: 'sandbox-iv-00001' },
} as const satisfies Partial<BureauConfig>;

/** The accounts of the embedded sandbox. A short time-out ends the lease of a killed process soon, so that another one takes over its work. */
export const simulatedBureaus = (issuer: string): Bureaus => ({
  sandbox: BureauConfig.parse({
    ...sandboxBureau,
    endpoint: `${issuer}${bureauPath}/`,
    pollMs: 1_000,
    timeoutMs: 5_000,
  }),
});
