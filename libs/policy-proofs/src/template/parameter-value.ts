import { partitionOf } from '@regional-pipeline/platform-model';
import type { DeployedTemplate } from './deployed-template.js';
import { templateObject, templateText, templateUnresolvable } from './template-value.js';

/** The value of a parameter: the given one or its default; a list for the list types. */
export function parameterValue(
  name: string,
  declaration: unknown,
  given: string | undefined,
  path: string,
): string | readonly string[] {
  const { Type: type, Default: fallback } = templateObject(declaration, `Parameters/${name}`);
  const typeName = templateText(type, `Parameters/${name}/Type`);
  if (typeName.startsWith('AWS::SSM::')) {
    throw templateUnresolvable(path, `the parameter ${name} is read from Systems Manager at deployment`);
  }
  const value =
    given ?? (fallback === undefined ? undefined : templateText(fallback, `Parameters/${name}/Default`));
  if (value === undefined) {
    throw templateUnresolvable(path, `the parameter ${name} has no default, and no value is given`);
  }
  return /^(?:CommaDelimitedList|List<.*>)$/.test(typeName)
    ? value.split(',').map((item) => item.trim())
    : value;
}

/** The value of a pseudo parameter, `AWS::Region`. */
export function pseudoParameterValue(
  name: string,
  deployed: DeployedTemplate,
  path: string,
): string | undefined {
  const { accountId, region, stackName } = deployed;
  switch (name) {
    case 'AWS::NoValue':
      return undefined;
    case 'AWS::AccountId':
      return accountId;
    case 'AWS::Region':
      return region;
    case 'AWS::Partition':
      return partitionOf(region);
    case 'AWS::URLSuffix':
      return partitionOf(region) === 'aws-cn' ? 'amazonaws.com.cn' : 'amazonaws.com';
    case 'AWS::StackName':
      if (stackName !== undefined) return stackName;
      throw templateUnresolvable(path, 'the name of the stack is not given');
    default:
      throw templateUnresolvable(path, `${name} is not known before the deployment`);
  }
}
