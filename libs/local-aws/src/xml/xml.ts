/** What stands inside an element; `undefined` leaves the element out. */
export type XmlContent = string | number | boolean | undefined | readonly XmlElement[];
export type XmlElement = readonly [name: string, content: XmlContent];

/** Renders a document with one root element. Names are the program's own; every text is escaped. */
export function renderXml(root: string, content: XmlContent, namespace?: string): string {
  const xmlns = namespace === undefined ? '' : ` xmlns="${namespace}"`;
  return `<?xml version="1.0" encoding="UTF-8"?>\n<${root}${xmlns}>${renderContent(content)}</${root}>`;
}

function renderContent(content: XmlContent): string {
  if (typeof content !== 'object') return escapeText(String(content ?? ''));
  return content
    .filter(([, inner]) => inner !== undefined)
    .map(([name, inner]) => `<${name}>${renderContent(inner)}</${name}>`)
    .join('');
}

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&apos;',
  '\r': '&#13;',
};

function escapeText(text: string): string {
  return text.replace(/[&<>"'\r]/g, (character) => entities[character] ?? character);
}
