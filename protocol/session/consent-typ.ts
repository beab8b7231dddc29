/** `typ` of the JWS by which a person's key signs a consent. It has a file without schemas, because the widget signs. */
export const consentTyp = 'beihe-consent+jws';
