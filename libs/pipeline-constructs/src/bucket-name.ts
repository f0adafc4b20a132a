import { z } from 'zod';

const shape = /^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/;
const address = /^\d+\.\d+\.\d+\.\d+$/;
const reserved = /^(?:xn--|sthree-|amzn-s3-demo-)|(?:-s3alias|--ol-s3|\.mrap|--x-s3|--table-s3)$/;

/**
 * The name of a general purpose S3 bucket.
 *
 * Source: "General purpose bucket naming rules" in the S3 user guide.
 */
export const BucketName = z
  .string()
  .refine(
    (value) => shape.test(value) && !value.includes('..') && !address.test(value) && !reserved.test(value),
    {
      error: ({ input }) =>
        `${JSON.stringify(input)} is not a bucket name: 3 to 63 lower-case letters, digits, dots and hyphens, ` +
        'a letter or digit at both ends, no two dots in a row, no address, none of the beginnings and ends that S3 reserves',
    },
  )
  .brand<'BucketName'>();
export type BucketName = z.infer<typeof BucketName>;
