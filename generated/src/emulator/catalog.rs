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
        let zone = AvailabilityZone {
            available_zone_id: Some(format!("{region}a")),
            available_zone_name: Some("AZ1".to_owned()),
            available_zone_code: Some(format!("{region}a")),
            az_status: Some("Running".to_owned()),
            ..Default::default()
        };
        Ok(ShowAvailabilityZonesResponse {
            default_az: zone.available_zone_id.clone(),
            region_id: Some(region),
            available_zones: Some(vec![zone]),
        })
    });
    service.show_datastores(None).respond_with(|_| {
        let datastore = ClusterDatastore {
            id: Some(DATASTORE.to_owned()),
            name: Some("cdm".to_owned()),
            bigcluster_enable: Some(true),
            default_version: Some(VERSION.to_owned()),
            versions: Some(vec![DatastoreVersion {
                id: Some(VERSION.to_owned()),
                name: Some(VERSION.to_owned()),
                ..Default::default()
            }]),
        };
        Ok(ShowDatastoresResponse { datastores: Some(vec![datastore]) })
    });
    service.show_flavors(None).respond_with(|received| {
        let flavor = |(id, name, cpu, ram): (&str, &str, i64, i64)| Flavor {
            str_id: Some(id.to_owned()),
            name: Some(name.to_owned()),
            cpu: Some(cpu),
            ram: Some(ram),
            ..Default::default()
        };
        let version = FlavorVersion {
            id: Some(VERSION.to_owned()),
            name: Some(VERSION.to_owned()),
            flavors: Some(FLAVORS.map(flavor).to_vec()),
        };
        Ok(ShowFlavorsResponse {
            id: Some(after(received, "datastores")),
            dbname: Some("cdm".to_owned()),
            versions: Some(vec![version]),
        })
    });
    service.show_flavor_detail(None).respond_with(|received| {
        let wanted = after(received, "flavors");
        let flavor = FLAVORS.into_iter().find(|(id, ..)| *id == wanted);
        let attribute =
            |name: &str, value: i64| FlavorAttribute { name: Some(name.to_owned()), value: Some(value.to_string()) };
        let detail = flavor.map(|(_, _, cpu, ram)| vec![attribute("cpu", cpu), attribute("ram", ram)]);
        let name = flavor.map(|(_, name, ..)| name.to_owned());
        Ok(ShowFlavorDetailResponse { name, str_id: Some(wanted), flavor_detail: detail })
    });
}
