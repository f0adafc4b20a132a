import type { ModelNames } from '../facts/names.js';
import type { NeedGroup } from './access-need.js';
import { needsOf, providerSource } from './regional-need.js';

/** What D needs to make, read, change and delete a cluster's network by Terraform (SM-22). */
export function networkNeeds(names: ModelNames, accountId: string): readonly NeedGroup[] {
  const ec2 = needsOf('ec2', names, accountId);
  return [
    {
      work: 'security groups',
      source: providerSource(
        'ec2',
        'aws_security_group, aws_security_group_rule, aws_vpc_security_group_ingress_rule and …_egress_rule; the rules of ' +
          'a group, and the interfaces that use it, are looked for before it is deleted',
      ),
      needs: [
        ec2(['security-group/*', 'vpc/*'], 'CreateSecurityGroup'),
        ec2(
          ['security-group/*'],
          `DeleteSecurityGroup AuthorizeSecurityGroupIngress AuthorizeSecurityGroupEgress RevokeSecurityGroupIngress
          RevokeSecurityGroupEgress ModifySecurityGroupRules UpdateSecurityGroupRuleDescriptionsIngress
          UpdateSecurityGroupRuleDescriptionsEgress CreateTags DeleteTags`,
        ),
        ec2(
          ['security-group-rule/*'],
          'AuthorizeSecurityGroupIngress AuthorizeSecurityGroupEgress ModifySecurityGroupRules CreateTags DeleteTags',
        ),
        ec2(['*'], 'DescribeSecurityGroups DescribeSecurityGroupRules DescribeNetworkInterfaces'),
      ],
    },
    {
      work: 'a VPC and its subnets',
      source: providerSource(
        'ec2',
        'aws_vpc (which reads the default network ACL, main route table and default security group as well), ' +
          'aws_vpc_ipv4_cidr_block_association, aws_subnet; data aws_availability_zones, aws_vpc, aws_subnets; aws_ec2_tag',
      ),
      needs: [
        ec2(
          ['vpc/*'],
          `CreateVpc DeleteVpc DescribeVpcAttribute ModifyVpcAttribute ModifyVpcTenancy AssociateVpcCidrBlock
          DisassociateVpcCidrBlock CreateSubnet CreateTags DeleteTags`,
        ),
        ec2(
          ['subnet/*'],
          `CreateSubnet DeleteSubnet ModifySubnetAttribute AssociateSubnetCidrBlock DisassociateSubnetCidrBlock
          CreateTags DeleteTags`,
        ),
        ec2(
          ['*'],
          `DescribeVpcs DescribeSubnets DescribeNetworkAcls DescribeRouteTables DescribeSecurityGroups
          DescribeNetworkInterfaces DescribeAvailabilityZones DescribeAccountAttributes DescribeDhcpOptions DescribeTags`,
        ),
      ],
    },
    {
      work: 'route tables and gateways',
      source: providerSource(
        'ec2',
        'aws_route_table, aws_route, aws_route_table_association, aws_main_route_table_association, aws_internet_gateway, ' +
          'aws_egress_only_internet_gateway, aws_eip, aws_nat_gateway',
      ),
      needs: [
        ec2(
          ['vpc/*'],
          'CreateRouteTable AttachInternetGateway DetachInternetGateway CreateEgressOnlyInternetGateway',
        ),
        ec2(
          ['route-table/*'],
          `CreateRouteTable DeleteRouteTable CreateRoute ReplaceRoute DeleteRoute AssociateRouteTable
          DisassociateRouteTable ReplaceRouteTableAssociation CreateTags DeleteTags`,
        ),
        ec2(
          ['subnet/*'],
          'AssociateRouteTable DisassociateRouteTable ReplaceRouteTableAssociation CreateNatGateway',
        ),
        ec2(
          ['internet-gateway/*'],
          'CreateInternetGateway DeleteInternetGateway AttachInternetGateway DetachInternetGateway CreateTags DeleteTags',
        ),
        ec2(
          ['egress-only-internet-gateway/*'],
          'CreateEgressOnlyInternetGateway DeleteEgressOnlyInternetGateway CreateTags DeleteTags',
        ),
        ec2(
          ['elastic-ip/*'],
          `AllocateAddress ReleaseAddress AssociateAddress DisassociateAddress CreateNatGateway
          AssociateNatGatewayAddress DisassociateNatGatewayAddress CreateTags DeleteTags`,
        ),
        ec2(['network-interface/*'], 'AssociateAddress DisassociateAddress DisassociateNatGatewayAddress'),
        ec2(
          ['natgateway/*'],
          `CreateNatGateway DeleteNatGateway AssociateNatGatewayAddress DisassociateNatGatewayAddress CreateTags
          DeleteTags`,
        ),
        ec2(
          ['*'],
          `DescribeRouteTables DescribeInternetGateways DescribeEgressOnlyInternetGateways DescribeAddresses
          DescribeAddressesAttribute DescribeNatGateways DisassociateAddress`,
        ),
      ],
    },
    {
      work: 'VPC endpoints',
      source: providerSource(
        'ec2',
        'aws_vpc_endpoint (which reads prefix lists, and its interfaces for their subnets), ' +
          'aws_vpc_endpoint_route_table_association, data aws_vpc_endpoint_service',
      ),
      needs: [
        ec2(['vpc/*'], 'CreateVpcEndpoint'),
        ec2(
          ['vpc-endpoint/*'],
          'CreateVpcEndpoint ModifyVpcEndpoint DeleteVpcEndpoints CreateTags DeleteTags',
        ),
        ec2(['subnet/*', 'route-table/*', 'security-group/*'], 'CreateVpcEndpoint ModifyVpcEndpoint'),
        ec2(
          ['*'],
          'DescribeVpcEndpoints DescribeVpcEndpointServices DescribePrefixLists DescribeNetworkInterfaces',
        ),
      ],
    },
    {
      work: 'the network ACL, route table and security group that come with a VPC',
      source:
        'terraform-aws-modules/terraform-aws-vpc, which takes them over unless it is told not to; ' +
        providerSource('ec2', 'aws_default_network_acl, aws_default_route_table, aws_default_security_group'),
      needs: [
        ec2(
          ['network-acl/*'],
          'CreateNetworkAclEntry DeleteNetworkAclEntry ReplaceNetworkAclAssociation CreateTags DeleteTags',
        ),
        ec2(['subnet/*'], 'ReplaceNetworkAclAssociation'),
        ec2(['route-table/*'], 'CreateRoute DeleteRoute CreateTags DeleteTags'),
        ec2(
          ['security-group/*'],
          `AuthorizeSecurityGroupIngress AuthorizeSecurityGroupEgress RevokeSecurityGroupIngress
          RevokeSecurityGroupEgress CreateTags DeleteTags`,
        ),
        ec2(['*'], 'DescribeNetworkAcls DescribeRouteTables DescribeSecurityGroups'),
      ],
    },
  ];
}
