import { parseSubstitution } from './substitution.js';
import {
  templateList,
  templateMalformed,
  templateObject,
  templateOperands,
  templateText,
  templateUnresolvable,
} from './template-value.js';

/** What intrinsic functions look things up in. */
export interface IntrinsicScope {
  readonly resolve: (value: unknown, path: string) => unknown;
  /** The value of `Ref`; undefined for `AWS::NoValue`. */
  readonly ref: (name: string, path: string) => unknown;
  readonly attribute: (logicalId: string, attribute: string, path: string) => string;
  /** The value of a condition of the section Conditions. */
  readonly condition: (name: string, path: string) => boolean;
}

/** The name of the intrinsic function that an object is, `Ref` or `Fn::…`. */
export function intrinsicName(value: object): string | undefined {
  const names = Object.keys(value);
  const [name] = names;
  return names.length === 1 && (name === 'Ref' || name?.startsWith('Fn::')) ? name : undefined;
}

/**
 * Applies an intrinsic function that stands at `path`.
 *
 * @throws TemplateUnresolvable for a function that is not known, TemplateMalformed for operands that do not fit
 */
export function applyIntrinsic(name: string, operand: unknown, path: string, scope: IntrinsicScope): unknown {
  const place = `${path}/${name}`;
  const text = (value: unknown, at: string) => templateText(scope.resolve(value, at), at);
  const list = (value: unknown, at: string) => templateList(scope.resolve(value, at), at);
  switch (name) {
    case 'Ref':
      return scope.ref(templateText(operand, place), place);
    case 'Fn::GetAtt': {
      const names = typeof operand === 'string' ? operand.split('.') : list(operand, place);
      const [logicalId, ...attribute] = names.map((item) => templateText(item, place));
      return scope.attribute(logicalId ?? '', attribute.join('.'), place);
    }
    case 'Fn::Sub':
      return substitute(operand, place, scope);
    case 'Fn::Join': {
      const [separator, items] = templateOperands(operand, 2, place);
      const texts = list(items, `${place}/1`).map((item, index) => templateText(item, `${place}/1/${index}`));
      return texts.join(templateText(separator, `${place}/0`));
    }
    case 'Fn::Split': {
      const [separator, source] = templateOperands(operand, 2, place);
      return text(source, `${place}/1`).split(templateText(separator, `${place}/0`));
    }
    case 'Fn::Select': {
      const [index, items] = templateOperands(operand, 2, place);
      const at = text(index, `${place}/0`);
      const selected = list(items, `${place}/1`)[Number(at)];
      if (selected === undefined) throw templateMalformed(place, `the list has no item ${at}`);
      return selected;
    }
    case 'Fn::If': {
      const [condition, whenTrue, whenFalse] = templateOperands(operand, 3, place);
      const holds = scope.condition(templateText(condition, `${place}/0`), `${place}/0`);
      return holds ? scope.resolve(whenTrue, `${place}/1`) : scope.resolve(whenFalse, `${place}/2`);
    }
    default:
      throw templateUnresolvable(place, `${name} is not resolved before the deployment`);
  }
}

function substitute(operand: unknown, path: string, scope: IntrinsicScope): string {
  const [text, values] = typeof operand === 'string' ? [operand, {}] : templateOperands(operand, 2, path);
  const local = templateObject(values, `${path}/1`);
  return parseSubstitution(templateText(text, path))
    .map((piece) => {
      if (piece.kind === 'text') return piece.text;
      const { name } = piece;
      if (Object.hasOwn(local, name)) {
        return templateText(scope.resolve(local[name], `${path}/1/${name}`), `${path}/1/${name}`);
      }
      const [logicalId = '', ...attribute] = name.split('.');
      if (attribute.length > 0) return scope.attribute(logicalId, attribute.join('.'), path);
      return templateText(scope.ref(name, path), path);
    })
    .join('');
}
