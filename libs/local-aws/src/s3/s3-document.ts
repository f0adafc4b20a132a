import type { AwsResponse } from '../http/aws-response.js';
import { renderXml, type XmlContent } from '../xml/xml.js';

const namespace = 'http://s3.amazonaws.com/doc/2006-03-01/';

/** A successful answer that is an XML document. */
export function s3Document(root: string, content: XmlContent): AwsResponse {
  const body = renderXml(root, content, namespace);
  return { status: 200, headers: { 'content-type': 'application/xml' }, body };
}
