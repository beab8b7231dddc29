/** The version of every message format of the protocol. */

export const protocolVersion = 1;
