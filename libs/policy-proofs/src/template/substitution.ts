/** A piece of the string of `Fn::Sub`: text, or a name to be put in. */
export type SubstitutionPiece =
  { readonly kind: 'text'; readonly text: string } | { readonly kind: 'name'; readonly name: string };

/**
 * Takes the string of `Fn::Sub` apart: `${Name}` and `${Name.Attribute}` are names, `${!text}` stands for `${text}`
 * as a policy variable needs it, anything else is text.
 */
export function parseSubstitution(text: string): readonly SubstitutionPiece[] {
  return text.split(/(\$\{[^}]*\})/).flatMap((piece): readonly SubstitutionPiece[] => {
    if (piece === '') return [];
    const name = /^\$\{([^}]*)\}$/.exec(piece)?.[1];
    if (name === undefined) return [{ kind: 'text', text: piece }];
    if (name.startsWith('!')) return [{ kind: 'text', text: `\${${name.slice(1)}}` }];
    return [{ kind: 'name', name: name.trim() }];
  });
}
