import { partitionOf } from '@regional-pipeline/platform-model';
import { shown } from '../errors.js';
import { evaluateCondition } from './condition-evaluation.js';
import type { DeployedTemplate } from './deployed-template.js';
import { applyIntrinsic, intrinsicName, type IntrinsicScope } from './intrinsic-functions.js';
import { parameterValue, pseudoParameterValue } from './parameter-value.js';
import { identityByType, type PhysicalIdentity } from './physical-identity.js';
import {
  templateMalformed,
  templateObject,
  templateText,
  templateUnresolvable,
  type TemplateObject,
} from './template-value.js';

/** A resource of a template that its condition, if any, lets exist. */
export interface TemplateResource {
  readonly logicalId: string;
  readonly type: string;
  readonly properties: TemplateObject;
  /** `Resources/ID/Properties`. */
  readonly path: string;
}

/**
 * Gives the values of a template as CloudFormation would at deployment.
 *
 * Nothing is resolved that is not asked for. Every error names the path of the value in the template:
 * TemplateUnresolvable for what CloudFormation alone knows, TemplateMalformed for what it would refuse.
 */
export class TemplateResolver {
  readonly #deployed: DeployedTemplate;
  readonly #parameters: TemplateObject;
  readonly #conditions: TemplateObject;
  readonly #resources: TemplateObject;
  readonly #scope: IntrinsicScope = {
    resolve: (value, path) => this.resolve(value, path),
    ref: (name, path) => this.#ref(name, path),
    attribute: (logicalId, attribute, path) => this.#attribute(logicalId, attribute, path),
    condition: (name, path) => this.#condition(name, path),
  };
  /** What is being resolved at the moment: meeting one of them again is a circle. */
  readonly #pending = new Set<string>();

  constructor(deployed: DeployedTemplate) {
    const template = templateObject(deployed.template, 'the template');
    if (template['Transform'] !== undefined) {
      throw templateUnresolvable('Transform', 'macros run in CloudFormation alone');
    }
    this.#deployed = deployed;
    this.#parameters = templateObject(template['Parameters'] ?? {}, 'Parameters');
    this.#conditions = templateObject(template['Conditions'] ?? {}, 'Conditions');
    this.#resources = templateObject(template['Resources'], 'Resources');
    for (const name of Object.keys(deployed.parameters ?? {})) {
      if (Object.hasOwn(this.#parameters, name)) continue;
      throw templateMalformed(
        'Parameters',
        `a value is given for ${name}, which the template does not declare`,
      );
    }
  }

  /** The resources that exist, in the template's order. */
  resources(): readonly TemplateResource[] {
    return Object.keys(this.#resources).flatMap((logicalId) => this.#findResource(logicalId) ?? []);
  }

  /** Those of a type. */
  resourcesOf(type: string): readonly TemplateResource[] {
    return this.resources().filter((resource) => resource.type === type);
  }

  /** A property with everything in it resolved; undefined where it is absent or `AWS::NoValue`. */
  property({ properties, path }: TemplateResource, name: string): unknown {
    return this.resolve(properties[name], `${path}/${name}`);
  }

  /** The name and attributes of a resource, from its explicit names. */
  identityOf(resource: TemplateResource, path: string = resource.path): PhysicalIdentity {
    const { logicalId, type } = resource;
    const identify = identityByType.get(type);
    if (!identify) {
      throw templateUnresolvable(path, `what ${logicalId}, a ${type}, gives is not known before it is made`);
    }
    const { accountId, region } = this.#deployed;
    const nameIn = (property: string): string => {
      const place = `${resource.path}/${property}`;
      const name = this.property(resource, property);
      if (name === undefined)
        throw templateUnresolvable(place, 'without it, CloudFormation chooses the name');
      return templateText(name, place);
    };
    const pathIn = () => templateText(this.property(resource, 'Path') ?? '/', `${resource.path}/Path`);
    const partition = partitionOf(region);
    return this.#withoutCircle(`the resource ${logicalId}`, path, () =>
      identify({ logicalId, accountId, region, partition, nameIn, path: pathIn }),
    );
  }

  /** A value with every intrinsic function in it resolved; what is `AWS::NoValue` vanishes. */
  resolve(value: unknown, path: string): unknown {
    if (typeof value !== 'object' || value === null) return value;
    if (Array.isArray(value)) {
      const items = value.map((item: unknown, index) => this.resolve(item, `${path}/${index}`));
      return items.filter((item) => item !== undefined);
    }
    const members = value as TemplateObject;
    const intrinsic = intrinsicName(members);
    if (intrinsic !== undefined) return applyIntrinsic(intrinsic, members[intrinsic], path, this.#scope);
    return Object.fromEntries(
      Object.entries(members)
        .map(([name, member]) => [name, this.resolve(member, `${path}/${name}`)] as const)
        .filter(([, member]) => member !== undefined),
    );
  }

  #ref(name: string, path: string): unknown {
    if (name.startsWith('AWS::')) return pseudoParameterValue(name, this.#deployed, path);
    if (Object.hasOwn(this.#parameters, name)) {
      return parameterValue(name, this.#parameters[name], this.#deployed.parameters?.[name], path);
    }
    return this.identityOf(this.#existingResource(name, path), path).ref;
  }

  #attribute(logicalId: string, attribute: string, path: string): string {
    const value = this.identityOf(this.#existingResource(logicalId, path), path).attributes[attribute];
    if (value !== undefined) return value;
    throw templateUnresolvable(path, `${logicalId}.${attribute} is not known before the deployment`);
  }

  #condition(name: string, path: string): boolean {
    if (!Object.hasOwn(this.#conditions, name)) {
      throw templateMalformed(path, `${shown(name)} is no condition of the template`);
    }
    return this.#withoutCircle(`the condition ${name}`, path, () =>
      evaluateCondition(this.#conditions[name], `Conditions/${name}`, this.#scope),
    );
  }

  #existingResource(logicalId: string, path: string): TemplateResource {
    if (!Object.hasOwn(this.#resources, logicalId)) {
      throw templateMalformed(
        path,
        `${shown(logicalId)} is neither a parameter nor a resource of the template`,
      );
    }
    const resource = this.#findResource(logicalId);
    if (resource) return resource;
    throw templateUnresolvable(path, `${logicalId} does not exist under the template's conditions`);
  }

  #findResource(logicalId: string): TemplateResource | undefined {
    const path = `Resources/${logicalId}`;
    if (logicalId.startsWith('Fn::')) throw templateUnresolvable(path, 'it runs in CloudFormation alone');
    const {
      Type: type,
      Properties: properties,
      Condition: condition,
    } = templateObject(this.#resources[logicalId], path);
    const conditionPath = `${path}/Condition`;
    if (condition !== undefined && !this.#condition(templateText(condition, conditionPath), conditionPath)) {
      return undefined;
    }
    return {
      logicalId,
      type: templateText(type, `${path}/Type`),
      properties: templateObject(properties ?? {}, `${path}/Properties`),
      path: `${path}/Properties`,
    };
  }

  #withoutCircle<T>(what: string, path: string, resolve: () => T): T {
    if (this.#pending.has(what)) throw templateMalformed(path, `${what} refers to itself`);
    this.#pending.add(what);
    try {
      return resolve();
    } finally {
      this.#pending.delete(what);
    }
  }
}
