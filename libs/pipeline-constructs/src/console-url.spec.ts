import { Region } from '@regional-pipeline/platform-model';
import {
  connectionsConsoleUrl,
  dashboardConsoleUrl,
  executionConsoleUrl,
  logGroupConsoleUrl,
  pipelineConsoleUrl,
} from './console-url.js';

describe('addresses in the console', () => {
  it.each([
    ['us-east-1', 'https://us-east-1.console.aws.amazon.com/'],
    ['us-gov-west-1', 'https://us-gov-west-1.console.amazonaws-us-gov.com/'],
    ['cn-north-1', 'https://cn-north-1.console.amazonaws.cn/'],
  ])('are of the partition of %s', (name, console) => {
    const region = Region.parse(name);
    expect(pipelineConsoleUrl(region, 'p')).toBe(
      `${console}codesuite/codepipeline/pipelines/p/view?region=${name}`,
    );
    for (const url of [
      executionConsoleUrl(region, 'e'),
      connectionsConsoleUrl(region),
      dashboardConsoleUrl(region, 'd'),
      logGroupConsoleUrl(region, 'g'),
    ]) {
      expect(url.startsWith(console)).toBe(true);
      expect(url).toContain(`region=${name}`);
    }
  });

  it('name a log group as the console reads it', () => {
    expect(logGroupConsoleUrl(Region.parse('us-east-1'), '/aws/codebuild/a')).toMatch(
      /#logsV2:log-groups\/log-group\/\$252Faws\$252Fcodebuild\$252Fa$/,
    );
  });
});
