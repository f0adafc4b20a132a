/** One pinned release of Terraform for the build image's platform. */
export interface TerraformRelease {
  readonly version: string;
  readonly url: string;
  /** Of the archive, in hexadecimal. */
  readonly sha256: string;
}

/**
 * The Terraform that every build uses. Version and checksum change together, in a reviewed commit.
 *
 * Source of the checksum: the release's own SHA256SUMS file, linux_amd64.
 */
export const terraformRelease: TerraformRelease = {
  version: '1.11.4',
  url: 'https://releases.hashicorp.com/terraform/1.11.4/terraform_1.11.4_linux_amd64.zip',
  sha256: '1ce994251c00281d6845f0f268637ba50c0005657eb3cf096b92f753b42ef4dc',
};
