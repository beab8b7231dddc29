/** The version of all that travels. */

export const protocolVersion = 1;
