// Style sheets go in as constructed sheets: no policy of any page forbids those, unlike a <style> element.

/** Makes the sheets the root's own, in this order. */
export function adoptStyles(root: Document | ShadowRoot, styles: readonly string[]): void {
  root.adoptedStyleSheets = styles.map((style) => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(style);
    return sheet;
  });
}
