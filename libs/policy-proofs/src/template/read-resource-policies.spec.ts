import { AccountId, Region } from '@regional-pipeline/platform-model';
import { readResourcePolicies } from '../index.js';
import { errorOf, reading } from '../testing/template-reading.js';

const read = (resources: unknown) =>
  readResourcePolicies({
    template: { Resources: resources },
    accountId: AccountId.parse('111111111111'),
    region: Region.parse('us-east-1'),
  });

describe('the policies of keys, topics and log groups', () => {
  it('are read from their property, resolved, and from a text where it is one', () => {
    const policies = read({
      Key: { Type: 'AWS::KMS::Key', Properties: { KeyPolicy: reading({ Ref: 'AWS::Region' }) } },
      Topic: { Type: 'AWS::SNS::Topic', Properties: {} },
      TopicPolicy: {
        Type: 'AWS::SNS::TopicPolicy',
        Properties: { Topics: [{ Ref: 'Topic' }], PolicyDocument: reading('*') },
      },
      LogPolicy: {
        Type: 'AWS::Logs::ResourcePolicy',
        Properties: {
          PolicyName: 'p',
          PolicyDocument: { 'Fn::Sub': JSON.stringify(reading('${AWS::Region}')) },
        },
      },
    });
    expect(policies).toEqual([
      { logicalId: 'Key', type: 'AWS::KMS::Key', property: 'KeyPolicy', document: reading('us-east-1') },
      {
        logicalId: 'TopicPolicy',
        type: 'AWS::SNS::TopicPolicy',
        property: 'PolicyDocument',
        document: reading('*'),
      },
      {
        logicalId: 'LogPolicy',
        type: 'AWS::Logs::ResourcePolicy',
        property: 'PolicyDocument',
        document: reading('us-east-1'),
      },
    ]);
  });

  it('are an error where there is none to read', () => {
    const log = (PolicyDocument: unknown) => ({
      Log: { Type: 'AWS::Logs::ResourcePolicy', Properties: { PolicyDocument } },
    });
    const path = 'Resources/Log/Properties/PolicyDocument';
    expect(errorOf(() => read(log('{')))).toContain(`TemplateMalformed ${path}: it is no JSON (`);
    expect(errorOf(() => read(log(undefined)))).toBe(
      `TemplateMalformed ${path}: undefined is not an object.`,
    );
    expect(errorOf(() => read({ Key: { Type: 'AWS::KMS::Key' } }))).toContain(
      'Resources/Key/Properties/KeyPolicy',
    );
  });
});
