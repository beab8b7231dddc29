import type { Bureau } from '../bureau.ts';
import type { BureauConfig } from '../configuration.ts';

export const bureauClient = (_config: BureauConfig, _ports: object): Bureau => {
  throw new Error('not built');
};
