import { Region } from '@regional-pipeline/platform-model';
import { pipelineConsoleUrl } from './console-url.js';

describe('pipelineConsoleUrl', () => {
  it.each([
    ['us-east-1', 'https://us-east-1.console.aws.amazon.com/'],
    ['us-gov-west-1', 'https://us-gov-west-1.console.amazonaws-us-gov.com/'],
    ['cn-north-1', 'https://cn-north-1.console.amazonaws.cn/'],
  ])('names the console of %s', (region, console) => {
    expect(pipelineConsoleUrl(Region.parse(region), 'p')).toBe(
      `${console}codesuite/codepipeline/pipelines/p/view?region=${region}`,
    );
  });
});
