/** Flags that dockerfile-language-service knows, which Docker's and Microsoft's extensions bring along. */
const FLAGS: Readonly<Record<string, RegExp>> = {
  FROM: /^platform$/,
  COPY: /^(?:from|chown)$/,
  ADD: /^chown$/,
  HEALTHCHECK: /./,
};

/** Whether such an extension offers and explains a flag. Instructions it knows all. */
export function isFlagOfPeers(keyword: string, flag: string): boolean {
  return FLAGS[keyword]?.test(flag) === true;
}
