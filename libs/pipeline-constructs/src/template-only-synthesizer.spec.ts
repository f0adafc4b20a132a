import { Stack, type App } from 'aws-cdk-lib/core';
import { TemplateOnlySynthesizer } from './template-only-synthesizer.js';
import { synthesizeStack } from './testing/synthesize-template.js';

const stackOf = (app: App) => new Stack(app, 'stack', { synthesizer: TemplateOnlySynthesizer.create() });

describe('TemplateOnlySynthesizer', () => {
  it('writes a template and names no role of a bootstrap', () => {
    const { sections, assumedRoles } = synthesizeStack((app) => {
      stackOf(app).templateOptions.description = 'nothing';
    });
    expect(sections).toEqual(['Description']);
    expect(assumedRoles).toEqual([undefined, undefined]);
  });

  it('refuses a file and an image by name', () => {
    const addFile = (app: App) =>
      stackOf(app).synthesizer.addFileAsset({ sourceHash: 'abc', fileName: 'lambda.zip' });
    const addImage = (app: App) =>
      stackOf(app).synthesizer.addDockerImageAsset({ sourceHash: 'abc', directoryName: 'image' });
    expect(() => synthesizeStack(addFile)).toThrow(
      'stack would need the file lambda.zip to be uploaded first.',
    );
    expect(() => synthesizeStack(addImage)).toThrow('stack would need the image image to be uploaded first.');
  });
});
