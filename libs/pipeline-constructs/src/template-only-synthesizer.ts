import { PlatformError } from '@regional-pipeline/platform-model';
import {
  StackSynthesizer,
  type DockerImageAssetLocation,
  type DockerImageAssetSource,
  type FileAssetLocation,
  type FileAssetSource,
  type IStackSynthesizer,
  type ISynthesisSession,
} from 'aws-cdk-lib/core';
import { pipelineConstructsErrors } from './errors.js';

/**
 * Synthesizes a stack to its template alone: no bootstrap rule, no bootstrap roles, no assets.
 *
 * A fresh account takes such a template as it is, from the CDK command line with the caller's own credentials,
 * from CloudFormation's console or from a StackSet. CDK's own `BootstraplessSynthesizer` still names the
 * bootstrap's roles.
 *
 * @throws AssetRefused when a construct adds a file or an image
 */
export class TemplateOnlySynthesizer extends StackSynthesizer {
  /** One synthesizer serves one stack. */
  static create(): IStackSynthesizer {
    // The base class implements the interface, but for how the two write that a qualifier may be missing.
    return new TemplateOnlySynthesizer() as IStackSynthesizer;
  }

  addFileAsset(asset: FileAssetSource): FileAssetLocation {
    return this.refuse(`the file ${asset.fileName ?? asset.sourceHash}`);
  }

  addDockerImageAsset(asset: DockerImageAssetSource): DockerImageAssetLocation {
    return this.refuse(`the image ${asset.directoryName ?? asset.sourceHash}`);
  }

  synthesize(session: ISynthesisSession): void {
    this.synthesizeTemplate(session);
    this.emitArtifact(session);
  }

  private refuse(asset: string): never {
    throw new PlatformError(pipelineConstructsErrors.AssetRefused, {
      message: `${this.boundStack.stackName} would need ${asset} to be uploaded first.`,
      context: { stack: this.boundStack.stackName, asset },
    });
  }
}
