terraform {
  required_version = ">= 1.10"

  # Bucket, key, region and profile come from the regional pipeline, by TF_CLI_ARGS_init.
  backend "s3" {}
}

variable "cluster_version" {
  description = "The EKS version of the management cluster."
  type        = string
  default     = "1.33"
}

variable "node_count" {
  description = "How many worker nodes carry hosted control planes."
  type        = number
  default     = 3

  validation {
    condition     = var.node_count >= 1
    error_message = "A management cluster needs at least one node."
  }
}

# Stands for the EKS cluster: a resource that needs no provider, so that the example runs anywhere.
resource "terraform_data" "management_cluster" {
  input = {
    version = var.cluster_version
    nodes   = var.node_count
  }
}

output "management_cluster" {
  value = terraform_data.management_cluster.output
}
