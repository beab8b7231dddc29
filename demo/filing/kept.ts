/** This page's case, by its id in the address, and the tokens of its sessions in this tab. A real provider's page finds both by its user. */
const tokensKey = (id: string): string => `beihe-demo-filing-${id}`;

export const keptCase = {
  read: (): string | undefined => new URL(location.href).searchParams.get('case') ?? undefined,

  write(id: string | undefined): void {
    const url = new URL(location.href);
    if (id === undefined) url.searchParams.delete('case');
    else url.searchParams.set('case', id);
    history.replaceState(undefined, '', url);
  },

  tokens(id: string): Readonly<Record<string, string>> {
    try {
      return JSON.parse(sessionStorage.getItem(tokensKey(id)) ?? '{}') as Record<string, string>;
    } catch {
      return {};
    }
  },

  keepTokens(id: string, tokens: Readonly<Record<string, string>>): void {
    try {
      sessionStorage.setItem(tokensKey(id), JSON.stringify(tokens));
    } catch {
      // Without storage, a reload begins a new check.
    }
  },
};
