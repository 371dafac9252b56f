//! One feature each: a document of at most 40 lines, what is written of it, and calls of what is written.
//!
//! The name of a document is a sentence. Beside it stands a file of the same name with the calls; the text that is
//! written is a snapshot. `build.rs` generates the documents, so that what is called here is what was compiled.

#[allow(dead_code)]
#[path = "../server/mod.rs"]
mod server;
mod written;

/// A feature: the module that was generated, as `api`, and the calls.
macro_rules! features {
    ($($name:ident)*) => {$(
        mod $name {
            mod api {
                include!(concat!(env!("OUT_DIR"), "/", stringify!($name), ".rs"));
            }

            mod calls {
                include!(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/features/", stringify!($name), ".rs"));
            }

            #[test]
            fn is_written_as_reviewed() {
                crate::written::check(stringify!($name));
            }
        }
    )*

        /// The features that are listed here.
        const LISTED: &[&str] = &[$(stringify!($name)),*];
    };
}

features! {
    a_3_1_document_says_null_as_a_type
    a_3_2_document_has_further_methods
    a_client_of_huaweicloud_signs_in_as_its_sdks_do
    a_key_makes_a_call_repeatable
    a_mock_server_keeps_its_own_methods
    a_mock_server_responds_as_tests_declare
    a_parameter_may_be_the_whole_query
    a_required_body_is_an_argument
    a_swagger_document_has_bodies_among_its_parameters
    a_type_that_contains_itself_is_boxed
    a_value_that_is_not_known_is_kept
    all_of_is_one_object
    an_error_has_the_declared_body
    an_example_that_contradicts_its_schema_is_read
    an_operation_has_servers_of_its_own
    an_operation_may_be_repeated_or_not
    an_optional_query_parameter_is_chained
    bodies_of_any_media_type_are_json
    bodies_of_several_types_are_chosen_by_method
    bodies_of_xml_are_written_as_said
    bodies_that_are_not_json_are_text_or_bytes
    credentials_are_alternatives_of_sets
    credentials_have_kinds
    declared_headers_of_a_response_are_typed
    errors_may_come_with_success
    examples_are_in_the_docs_of_operations
    forms_are_sent_as_forms
    further_members_are_kept_where_they_are_declared
    heirs_of_a_type_are_told_apart
    integers_with_known_values_are_an_enum
    lists_and_objects_in_parameters_have_styles
    lists_of_swagger_are_separated_as_said
    lists_sent_as_one_element
    many_arguments_are_a_struct
    members_are_told_by_expressions
    members_of_forms_are_encoded_as_said
    members_of_one_direction_are_required_in_it
    names_of_any_kind_become_valid
    null_and_absent_differ_where_the_document_says_so
    objects_are_made_of_what_they_require
    objects_inside_tell_types_apart
    one_operation_may_be_several
    parts_of_other_types_have_no_names
    responses_are_read_while_they_come
    responses_come_in_pages
    responses_differ_by_media_type
    responses_differ_by_status
    responses_that_have_no_body_are_nothing
    string_formats_are_types
    the_client_is_asked_once_for_what_calls_share
    tuples_have_a_type_for_each_element
    types_are_inferred_where_they_are_not_said
    types_may_be_called_as_formats_are
    types_of_a_union_are_told_apart
    values_of_several_kinds_are_told_apart
    what_is_required_and_not_described_can_be_given
    what_was_begun_is_waited_for
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
