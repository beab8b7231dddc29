/** Records the text at these selectors, each time that it changes to another text that is not empty. */
export function listen(root: ShadowRoot, ...selectors: string[]): string[] {
  const heard: string[] = [];
  let last = '';
  const look = () => {
    const text = selectors.map((selector) => root.querySelector(selector)?.textContent.trim() ?? '').join('');
    if (text && text !== last) heard.push(text);
    last = text;
  };
  new MutationObserver(look).observe(root, { subtree: true, childList: true, characterData: true });
  look();
  return heard;
}
