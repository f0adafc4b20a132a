import { z } from 'zod';

/**
 * Organizational units by path, as the condition key `aws:ResourceOrgPaths` compares them:
 * `o-a1b2c3d4e5/r-ab12/ou-ab12-11111111/` is one unit, with a `*` behind it the units below as well.
 */
export const OrganizationalUnitPath = z
  .string()
  .regex(/^o-[a-z0-9]{10,32}\/r-[a-z0-9]{4,32}\/(?:ou-[a-z0-9]{4,32}-[a-z0-9]{8,32}\/)*\*?$/, {
    error: ({ input }) =>
      `${JSON.stringify(input)} is not the path of an organizational unit such as ` +
      'o-a1b2c3d4e5/r-ab12/ou-ab12-11111111/',
  })
  .brand<'OrganizationalUnitPath'>();
export type OrganizationalUnitPath = z.infer<typeof OrganizationalUnitPath>;

/** An organizational unit by its id, `ou-ab12-11111111`, or the root of an organization, `r-ab12`. */
export const OrganizationalUnitId = z
  .string()
  .regex(/^(?:ou-[a-z0-9]{4,32}-[a-z0-9]{8,32}|r-[a-z0-9]{4,32})$/, {
    error: ({ input }) =>
      `${JSON.stringify(input)} is not the id of an organizational unit such as ou-ab12-11111111`,
  })
  .brand<'OrganizationalUnitId'>();
export type OrganizationalUnitId = z.infer<typeof OrganizationalUnitId>;
