interface StackSetResource {
  readonly Properties?: { readonly TemplateBody?: unknown };
}

/**
 * The template that a StackSet in a synthesized template deploys, as it was written there.
 *
 * A body that is no text is none: CloudFormation would have to work it out first, so nothing is known of it.
 */
export function stackSetTemplate(template: unknown, logicalId: string): unknown {
  const { Resources: resources = {} } = template as { readonly Resources?: Record<string, StackSetResource> };
  const body = resources[logicalId]?.Properties?.TemplateBody;
  if (typeof body !== 'string') {
    throw new TypeError(`the StackSet ${logicalId} has no template body that is known before it is deployed`);
  }
  return JSON.parse(body) as unknown;
}
