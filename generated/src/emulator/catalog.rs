//! The fixed catalog of availability zones, datastores and flavors.

use crate::catalog::{
    AvailabilityZone, ClusterDatastore, DatastoreVersion, Flavor, FlavorAttribute, FlavorVersion,
    ShowAvailabilityZonesResponse, ShowDatastoresResponse, ShowFlavorDetailResponse, ShowFlavorsResponse,
};
use crate::mock::MockServer;

use super::after;

const DATASTORE: &str = "3c1b4b2a-0f5d-4a55-9e53-5a3f9c1d7e20";
const VERSION: &str = "2.9.1.100";

/// The flavors: ID, name, number of CPUs, and memory in GB.
const FLAVORS: [(&str, &str, i64, i64); 4] = [
    ("a79fd5ae-1833-448a-88e8-3ea2b913e1f6", "cdm.small", 2, 4),
    ("fb8fe666-6734-4b11-bc6c-43d11db3c745", "cdm.medium", 4, 8),
    ("5ddb1071-c5d7-40e0-a874-8a032e81a697", "cdm.large", 8, 16),
    ("6ddb1072-c5d7-40e0-a874-8a032e81a698", "cdm.xlarge", 16, 32),
];

/// Registers the stubs of the catalog's operations.
pub(super) fn respond(service: &MockServer) {
    service.show_availability_zones(None).respond_with(|received| {
        let region = after(received, "regions");
        let zone = AvailabilityZone::new()
            .available_zone_id(format!("{region}a"))
            .available_zone_name("AZ1")
            .available_zone_code(format!("{region}a"))
            .az_status("Running");
        Ok(ShowAvailabilityZonesResponse {
            default_az: zone.available_zone_id.clone(),
            ..ShowAvailabilityZonesResponse::new().region_id(region).available_zones(vec![zone])
        })
    });
    service.show_datastores(None).respond_with(|_| {
        let datastore = ClusterDatastore::new()
            .id(DATASTORE)
            .name("cdm")
            .bigcluster_enable(true)
            .default_version(VERSION)
            .versions(vec![DatastoreVersion::new().id(VERSION).name(VERSION)]);
        Ok(ShowDatastoresResponse::new().datastores(vec![datastore]))
    });
    service.show_flavors(None).respond_with(|received| {
        let flavor =
            |(id, name, cpu, ram): (&str, &str, i64, i64)| Flavor::new().str_id(id).name(name).cpu(cpu).ram(ram);
        let version = FlavorVersion::new().id(VERSION).name(VERSION).flavors(FLAVORS.map(flavor).to_vec());
        Ok(ShowFlavorsResponse::new().id(after(received, "datastores")).dbname("cdm").versions(vec![version]))
    });
    service.show_flavor_detail(None).respond_with(|received| {
        let wanted = after(received, "flavors");
        let flavor = FLAVORS.into_iter().find(|(id, ..)| *id == wanted);
        let attribute = |name: &str, value: i64| FlavorAttribute::new().name(name).value(value.to_string());
        let detail = flavor.map(|(_, _, cpu, ram)| vec![attribute("cpu", cpu), attribute("ram", ram)]);
        let name = flavor.map(|(_, name, ..)| name.to_owned());
        Ok(ShowFlavorDetailResponse { name, flavor_detail: detail, ..ShowFlavorDetailResponse::new().str_id(wanted) })
    });
}
