//! One feature per module: a document of at most 40 lines, the code that is generated from it, and calls of that code.
//! The name of a document is a sentence. Beside it is a file of the same name with the calls; the generated code is a snapshot.
//!`build.rs` generates the code of all documents, so that the tests compile and call it.

#[allow(dead_code)]
#[path = "../server/mod.rs"]
mod server;
mod written;

/// A feature: the module that was generated, as `api`, and the calls.
macro_rules! features {
    ($($name:ident)*) => {$(
        mod $name {
            // Names of a document may look like conversions. In the API of a crate clippy accepts them, but not in a private module.
            #[allow(clippy::wrong_self_convention)]
            mod api {
                include!(concat!(env!("OUT_DIR"), "/", stringify!($name), ".rs"));
            }

            mod calls {
                include!(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/features/", stringify!($name), ".rs"));
            }

            #[test]
            fn generates_the_reviewed_code() {
                crate::written::check(stringify!($name));
            }
        }
    )*

        /// The features that are listed here.
        const LISTED: &[&str] = &[$(stringify!($name)),*];
    };
}

features! {
    a_parameter_may_be_the_whole_query_string
    a_required_body_is_an_argument
    a_wrong_value_costs_its_keyword_only
    additional_properties_are_kept_where_declared
    all_of_is_merged_into_one_object
    all_of_may_contain_unions
    an_error_has_the_declared_body
    an_idempotency_key_allows_retries
    arrays_and_objects_in_parameters_follow_their_style
    bodies_of_any_media_type_are_json
    bytes_are_bytes_in_any_media_type
    constants_inside_identify_the_variant_of_a_union
    constructors_take_required_properties
    content_identifies_the_variant_of_a_union
    declared_headers_of_a_response_are_typed
    deprecation_and_constraints_are_in_the_docs
    derived_types_are_variants_of_a_union
    discriminators_lead_to_components_and_unions
    each_media_type_of_a_body_has_a_method
    each_security_scheme_has_a_builder_method
    elements_and_constants_identify_the_variant_of_a_union
    enums_may_mix_kinds_of_values
    equal_inline_types_share_a_definition
    errors_may_have_a_success_status
    examples_are_in_the_docs_of_operations
    examples_of_unions_and_omissions_are_evidence
    examples_refute_inferred_types
    examples_that_contradict_their_schema_are_decoded
    form_properties_follow_their_encoding
    forms_are_url_encoded_or_multipart
    huaweicloud_clients_authenticate_like_the_sdks
    idempotency_of_operations_is_configurable
    integers_have_the_width_that_is_declared
    integers_with_known_values_are_enums
    lists_of_items_without_a_type_allow_any_value
    long_running_operations_are_polled
    many_arguments_are_a_struct
    mappings_lead_to_schemas_of_any_kind
    missing_types_are_inferred
    mock_servers_respond_as_tests_configure
    more_methods_exist_in_3_2
    names_become_valid_identifiers
    names_that_would_be_equal_have_words
    nested_objects_identify_the_variant_of_a_union
    null_and_absent_differ_where_declared
    null_has_one_meaning_to_a_reader
    null_is_a_type_in_3_1
    null_may_be_distinct_in_responses
    null_may_stand_for_an_empty_list
    objects_with_data_may_be_events
    one_operation_may_be_split_into_several
    only_selected_operations_are_generated
    only_what_can_differ_is_passed
    operation_ids_may_repeat_method_and_path
    operations_are_read_and_secured_as_configured
    operations_do_not_replace_methods_of_a_mock_server
    operations_have_their_own_servers
    operations_without_errors_have_the_usual_one
    optional_query_parameters_are_chained
    other_bodies_are_strings_or_bytes
    overlays_change_the_document
    parameters_may_describe_their_values_themselves
    parents_may_list_their_children
    parts_have_no_names_outside_of_form_data
    parts_without_text_are_files
    passwords_are_exchanged_for_tokens
    paths_are_sent_as_urls_mean_them
    properties_may_be_null_alone
    property_names_may_match_patterns
    read_only_and_write_only_properties_are_required_in_their_direction
    received_requests_are_decoded_by_name
    recursive_types_are_boxed
    required_properties_may_be_undeclared
    responses_are_paginated
    responses_are_streamed
    responses_differ_by_media_type
    responses_differ_by_status
    responses_may_be_read_strictly
    responses_may_have_to_be_as_declared
    responses_without_a_body_are_the_unit_type
    rules_for_pages_hold_for_all_operations
    schemas_may_have_addresses
    security_requirements_are_alternatives_of_sets
    setters_take_values
    shared_parameters_are_set_on_the_client
    single_elements_are_decoded_as_lists
    string_formats_are_types
    swagger_arrays_follow_their_collection_format
    swagger_bodies_are_parameters
    the_configuration_overrides_the_document
    the_data_of_events_may_be_wrapped
    tuples_have_a_type_for_each_element
    types_may_be_named_like_formats
    types_of_components_are_named_after_them
    undeclared_properties_of_examples_are_kept
    unions_may_apply_together
    unknown_enum_values_are_kept
    values_may_have_a_type_of_the_user
    values_without_a_type_may_be_no_lists
    variants_are_named_by_what_they_are
    webhooks_are_an_extension_of_earlier_versions
    what_several_branches_describe_is_kept
    words_of_rust_are_names
    xml_bodies_follow_their_hints
}

#[test]
fn every_document_is_listed() {
    assert_eq!(written::documents(), LISTED);
}

#[test]
fn documents_are_short() {
    for name in LISTED {
        let lines = written::text(name).lines().count();
        assert!(lines <= 40, "{name} has {lines} lines; a feature takes at most 40");
    }
}
