import { Region } from '@regional-pipeline/platform-model';
import { accountWideActions, deployRoleIdentityPolicy } from './index.js';
import { MANAGEMENT } from './testing/accounts.js';
import { decidedBy, effectOf, sessionOf } from './testing/requests.js';

const identity = deployRoleIdentityPolicy({
  region: Region.parse('us-east-1'),
  managementAccountId: MANAGEMENT,
});
const principal = sessionOf('arn:aws:iam::222222222222:role/ManagementClusterDeployRole');
const request = (action: string) => ({
  action,
  resource: '*',
  principal,
  context: { 'aws:RequestedRegion': 'us-east-1' },
});

/**
 * Every action of the action list that is account-wide, each by its full name. Where the security model names
 * a pattern, its actions are here; the others were found as account-wide-actions.ts says.
 */
const denied: Record<string, string> = {
  autoscaling: 'DescribeAccountSettings PutAccountSetting',
  ecs: 'DeleteAccountSetting PutAccountSetting PutAccountSettingDefault',
  eks: 'CreateEksAnywhereSubscription DeleteEksAnywhereSubscription UpdateEksAnywhereSubscription',
  logs: `AssociateSourceToS3TableIntegration CancelImportTask CreateImportTask DeleteAccountPolicy DeleteIntegration
    DeletePipelineRule DeleteResourcePolicy DisassociateSourceFromS3TableIntegration Link PutAccountPolicy
    PutIntegration PutPipelineRule PutResourcePolicy PutStorageTierPolicy`,
  ec2: `AcceptCapacityReservationBillingOwnership AcceptReservedInstancesExchangeQuote AdvertiseByoipCidr AllocateHosts
    AssociateCapacityReservationBillingOwner AssociateIpamByoasn AssociateIpamResourceDiscovery
    BatchModifyIpamRoutingPolicyRegistrations CancelCapacityReservation CancelCapacityReservationFleets
    CancelDeclarativePoliciesReport CancelReservedInstancesListing CreateCapacityManagerDataExport
    CreateCapacityReservation CreateCapacityReservationBySplitting CreateCapacityReservationCancellationQuote
    CreateCapacityReservationFleet CreateDefaultSubnet CreateDefaultVpc
    CreateInterruptibleCapacityReservationAllocation CreateIpam CreateIpamExternalResourceVerificationToken
    CreateIpamInternetRegistryAssociation CreateIpamPolicy CreateIpamPool CreateIpamPrefixListResolver
    CreateIpamPrefixListResolverTarget CreateIpamResourceDiscovery CreateIpamRoutingPolicyRegistration
    CreateIpamScope CreatePublicIpv4Pool CreateReservedInstancesListing CreateSpotDatafeedSubscription
    CreateVpcBlockPublicAccessExclusion DeleteCapacityManagerDataExport DeleteIpam
    DeleteIpamExternalResourceVerificationToken DeleteIpamInternetRegistryAssociation DeleteIpamPolicy DeleteIpamPool
    DeleteIpamPrefixListResolver DeleteIpamPrefixListResolverTarget DeleteIpamResourceDiscovery
    DeleteIpamRoutingPolicyRegistration DeleteIpamScope DeletePublicIpv4Pool DeleteQueuedReservedInstances
    DeleteSpotDatafeedSubscription DeleteVpcBlockPublicAccessExclusion DeprovisionByoipCidr DeprovisionIpamByoasn
    DeprovisionIpamPoolCidr DeprovisionPublicIpv4PoolCidr DeregisterInstanceEventNotificationAttributes
    DisableAllowedImagesSettings DisableAwsNetworkPerformanceMetricSubscription DisableCapacityManager
    DisableEbsEncryptionByDefault DisableImageBlockPublicAccess DisableIpamOrganizationAdminAccount DisableIpamPolicy
    DisableSerialConsoleAccess DisableSnapshotBlockPublicAccess DisassociateCapacityReservationBillingOwner
    DisassociateIpamByoasn DisassociateIpamResourceDiscovery EnableAllowedImagesSettings
    EnableAwsNetworkPerformanceMetricSubscription EnableCapacityManager EnableEbsEncryptionByDefault
    EnableImageBlockPublicAccess EnableIpamInternetRegistryAssociation EnableIpamOrganizationAdminAccount
    EnableIpamPolicy EnableReachabilityAnalyzerOrganizationSharing EnableSerialConsoleAccess
    EnableSnapshotBlockPublicAccess ImportByoipCidrToIpam InjectApiError ModifyAccountVpcEncryptionControl
    ModifyAvailabilityZoneGroup ModifyCapacityReservation ModifyCapacityReservationFleet
    ModifyDefaultCreditSpecification ModifyEbsDefaultKmsKeyId ModifyHosts ModifyIdFormat ModifyIdentityIdFormat
    ModifyInstanceMetadataDefaults ModifyIpam ModifyIpamPolicyAllocationRules ModifyIpamPool ModifyIpamPoolAllocation
    ModifyIpamPrefixListResolver ModifyIpamPrefixListResolverTarget ModifyIpamResourceCidr ModifyIpamResourceDiscovery
    ModifyIpamRoutingPolicyRegistration ModifyIpamScope ModifyManagedResourceVisibility ModifyReservedInstances
    ModifyVpcBlockPublicAccessExclusion ModifyVpcBlockPublicAccessOptions ModifyVpcEndpointPayerResponsibility
    ModifyVpcEndpointServicePayerResponsibility MoveByoipCidrToIpam MoveCapacityReservationInstances ProvisionByoipCidr
    ProvisionIpamByoasn ProvisionIpamPoolCidr ProvisionPublicIpv4PoolCidr PurchaseCapacityBlock
    PurchaseCapacityBlockExtension PurchaseHostReservation PurchaseReservedInstancesOffering PurchaseScheduledInstances
    RegisterInstanceEventNotificationAttributes RejectCapacityReservationBillingOwnership ReleaseHosts
    ReplaceImageCriteriaInAllowedImagesSettings ResetEbsDefaultKmsKeyId StartDeclarativePoliciesReport
    UpdateCapacityManagerMonitoredTagKeys UpdateCapacityManagerOrganizationsAccess
    UpdateInterruptibleCapacityReservationAllocation WithdrawByoipCidr`,
};

/** What writes without naming a resource and is not account-wide, with the reason. */
const allowed: Record<string, string> = {
  'eks:CreateCluster': 'makes what the pipeline is for',
  'eks:RegisterCluster': 'makes a resource',
  'ec2:AllocateAddress': 'makes a resource: an address for a NAT gateway',
  'ec2:AllocateIpamPoolCidr': 'takes a network for a VPC from a pool',
  'ec2:ReleaseIpamPoolAllocation': 'gives it back',
  'ec2:AssociateTrunkInterface': 'joins two network interfaces',
  'ec2:DisassociateTrunkInterface': 'parts them',
  'ec2:BundleInstance': 'makes an image of one instance',
  'ec2:CancelBundleTask': 'stops that',
  'ec2:CancelConversionTask': 'stops an import',
  'ec2:ConfirmProductInstance': 'answers a question',
  'ec2:CreateSubnetCidrReservation': 'is part of a subnet',
  'ec2:DeleteSubnetCidrReservation': 'is part of a subnet',
  'ec2:ExportTransitGatewayRoutes': 'reads one route table',
  'ec2:ModifyInstanceCapacityReservationAttributes': 'is a setting of one instance',
  'ec2:MoveAddressToVpc': 'moves one address',
  'ec2:RestoreAddressToClassic': 'moves one address',
  'ec2:RunScheduledInstances': 'uses what was bought',
  'ec2:PutResourcePolicy': 'shares one resource',
  'ec2:DeleteResourcePolicy': 'stops that',
  'ec2:CreateVpcEncryptionControl': 'is a setting of one VPC',
  'ecs:DeregisterTaskDefinition': 'is about one task definition',
  'ecs:DiscoverPollEndpoint': 'answers a question',
  'logs:CallWithBearerToken': 'authenticates',
  'logs:CreateLogDelivery': 'VPC flow logs need it',
  'logs:UpdateLogDelivery': 'VPC flow logs need it',
  'logs:DeleteLogDelivery': 'VPC flow logs need it',
  'logs:CancelExportTask': 'stops one task',
  'logs:PutIndexPolicy': 'is a setting of one log group',
  'logs:DeleteIndexPolicy': 'is a setting of one log group',
  'logs:PutQueryDefinition': 'keeps one query',
  'logs:DeleteQueryDefinition': 'forgets one query',
};

const deniedActions = Object.entries(denied).flatMap(([service, names]) =>
  names.split(/\s+/).map((name) => `${service}:${name}`),
);

describe('SM-09: account-wide settings', () => {
  it.each(deniedActions)('%s is denied by name', (action) => {
    expect(decidedBy(request(action), { identity })).toEqual(['DenyAccountWide']);
  });

  it.each(Object.entries(allowed))('%s is not one: it %s', (action) => {
    expect(effectOf(request(action), { identity })).toBe('allow');
  });

  it('leaves what reads them to whoever builds a cluster', () => {
    for (const action of [
      'ec2:GetEbsEncryptionByDefault',
      'ec2:GetEbsDefaultKmsKeyId',
      'ec2:GetInstanceMetadataDefaults',
      'ec2:DescribeCapacityReservations',
      'ec2:DescribeIpamPools',
      'ec2:DescribeVpcBlockPublicAccessOptions',
      'logs:DescribeResourcePolicies',
      'ecs:ListAccountSettings',
    ]) {
      expect(effectOf(request(action), { identity })).toBe('allow');
    }
  });

  it('gives a reason for each group, and names no action twice', () => {
    const actions = accountWideActions.flatMap((group) => group.actions);
    expect(new Set(actions).size).toBe(actions.length);
    for (const { reason } of accountWideActions) expect(reason).not.toBe('');
  });
});
