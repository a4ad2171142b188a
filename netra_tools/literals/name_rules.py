"""The table of names: what a variable, parameter, keyword or dictionary of that name holds."""

from __future__ import annotations

from typing import Final

from netra_tools.literals.categories import (
    CONFIGURATION,
    DATA,
    DATABASE,
    ENVIRONMENT,
    EVENTS,
    FIELDS,
    FORMATS,
    IDENTIFIERS,
    MESSAGES,
    METRICS,
    PATHS,
    PROTOCOL,
    STATES,
)
from netra_tools.literals.verdict import NameRule

# What stands in `name = "…"`, `f(name="…")`, `name == "…"`, `{"name": "…"}`, `def name(): return "…"`.
# A whole name wins over an end, an end over a beginning; a longer pattern wins over a shorter one.
VALUE_RULES: Final = (
    NameRule(
        "environment-name", ENVIRONMENT,
        """
        env environment deployment_environment deploy_env env_name app_env *_env *_environment envvar
        envvars env_var env_vars *_env_var *_env_vars *_envvar environment_variable* env_key *_env_key
        env_* environment_variable environment_variables environ_*
        """,
        "held by a name for environment variables or environments",
    ),
    NameRule(
        "configuration-name", CONFIGURATION,
        """
        conf_* config_key *_config_key setting setting_name *_setting *_settings option_name option_*
        opt_* config_keys feature_flag *_feature_flag flag_name setting_* cli_option option_string
        """,
        "held by a name for settings",
    ),
    NameRule(
        "path-name", PATHS,
        """
        url *_url *_urls urls uri *_uri path *_path *_paths paths file *_file *_files files filename
        *_filename *_filenames filepath *_filepath directory *_directory folder *_folder *_dir dir dirname
        basename *_dirname route *_route routes endpoint *_endpoint template_name *_template_name
        template_names href *_href base_url url_* path_* file_* extension *_extension extensions
        *_extensions suffix file_suffix glob *_glob configuration_url root_path *_root link *_link
        documentation_url entity_picture api_base fname upload_to success_url login_url redirect_to
        host_url static_url media_root src script_name image *_image html_template *_template
        change_list_template js cwd homepage
        """,
        "held by a name for paths or addresses",
    ),
    NameRule(
        "database-name", DATABASE,
        """
        __tablename__ tablename table *_table table_name *_table_name db_table column *_column column_name
        *_column_name columns *_columns col *_col index_name constraint_name *_constraint db_column
        primary_key foreign_key foreign_keys *_fk fk revision down_revision branch_labels depends_on
        schema_name db_name database sql *_sql query *_query sql_* stmt statement ordering unique_together
        index_together get_latest_by table_* column_* back_populates collection_name order_by db_type
        data_type_check_constraints *_database db *_db dbname
        """,
        "held by a name for parts of a database",
    ),
    NameRule(
        "event-name", EVENTS,
        """
        event *_event event_type *_event_type event_types event_name *_event_name events *_events topic
        *_topic topics *_topics channel *_channel channels signal *_signal signals routing_key exchange
        queue *_queue queue_name message_type msg_type *_message_type job_type task_type job_kind event_*
        signal_* topic_* evt_* msg_type_* job_* stream_name stream_key job_name task_name celery_task
        channel_* hook_name *_stream stream_type stream_types stream_* task celery_task_name trigger_type
        *_trigger_type triggers *_triggers trigger_types message.type msg.type event.type
        """,
        "held by a name for events, topics or channels",
    ),
    NameRule(
        "metric-name", METRICS,
        """
        metric *_metric metrics *_metrics metric_name *_metric_name metric_* counter_name gauge_name
        stat_name *_counter *_gauge *_histogram label_names labelnames timer_name metric_names stats_key
        """,
        "held by a name for metrics",
    ),
    NameRule(
        "state-name", STATES,
        """
        state *_state states *_states status *_status statuses *_statuses mode *_mode modes *_modes phase
        *_phase level *_level levels *_levels severity *_severity priority tier *_tier result_state
        outcome health *_health condition stage *_stage how errors orient side closed keep *_policy policy
        direction *_direction strategy *_strategy order sort_order orientation axis state_* status_*
        mode_* hvac_* fan_* preset preset_* swing_* log_level verdict inclusive na_position sort_by
        ordering_direction visibility role *_role roles scope_kind trigger_rule options *_options choices
        interpolation fill_method join align alignment position *_position verbosity approval decision
        resolution sentiment speed effect casting engine *_engine if_exists if_sheet_exists
        na_action closed_set origin method *_method how_* fallback trigger_rule_* method_ option *_option
        flavor convention parser loc
        """,
        "held by a name for conditions or modes",
    ),
    NameRule(
        "unique-name", IDENTIFIERS,
        "unique_id *_unique_id entity_id *_entity_id translation_key *_translation_key id ids *_id *_ids",
        "held by a name for unique ids and keys of translations",
    ),
    NameRule(
        "command-name", IDENTIFIERS,
        "command *_command commands *_commands cmd *_cmd cmdline argv args *_args cli_args",
        "held by a name for commands",
    ),
    NameRule(
        "identifier-name", IDENTIFIERS,
        """
        name *_name *_names names type *_type *_types types kind *_kind kinds domain *_domain domains
        platform *_platform platforms key *_key *_keys keys translation_key translation_placeholders icon
        *_icon service *_service services slug *_slug class *_class classes module *_module modules
        __all__ __slots__ __match_args__ agent *_agent agent_name tool *_tool tool_name plugin *_plugin
        provider *_provider backend *_backend model *_model models func function *_func *_function attr
        *_attr *_attrs attribute *_attribute attributes param *_param params parameter parameters
        component *_component group *_group category *_category section *_section service_* domain_*
        platform_* type_* device_* action *_action actions step_id *_step code *_code codes app_label
        object_name task_id dag_id conn_id operator *_operator dispatch_uid namespace *_namespace
        __qualname__ __name__ __module__ tag *_tag tags *_tags sub_key field field_name *_field fields
        *_fields identifier identifiers integration *_integration variant feature dependencies
        requirements vendor target source *_source dialect dialect_name lookup_name prefix *_prefix
        label_key handler *_handler formatter capability capabilities trait property prop permission
        permissions codename attrs opname op_name cls entity object selector error_code handlers dest
        metavar *_methods
        """,
        "held by a name for names and kinds",
    ),
    NameRule(
        "message-name", MESSAGES,
        """
        message *_message messages msg *_msg msgs text *_text help title *_title titles subtitle label
        *_label labels description *_description desc descr *_desc caption summary *_summary heading
        header_text hint *_hint placeholder prompt *_prompt verbose_name verbose_name_plural help_text
        short_description detail details explanation note notes comment warning *_warning tooltip usage
        epilog banner friendly_name *_friendly_name display_name *_display_name error_message instructions
        attribution msg_* error_messages greeting subject body_text __doc__ doc docs *_doc manufacturer
        version_message author license copyright content system_prompt
        """,
        "held by a name for texts",
    ),
    NameRule(
        "reason-name", MESSAGES,
        "reason *_reason error *_error errors_* error_* err exception_text warning_*",
        "held by a name for reasons", IDENTIFIERS,
    ),
    NameRule(
        "format-name", FORMATS,
        """
        format *_format formats *_formats fmt *_fmt pattern *_pattern patterns *_patterns regex *_regex
        regexp *_re re_* regex_* pattern_* sep *_sep separator *_separator separators delimiter
        *_delimiter delim joiner indent template *_tpl format_* date_format datefmt time_format
        line_terminator lineterminator newline quotechar __repr__ __str__ __format__ escapechar decimal
        thousands format_spec ending quote fill_char fillchar bullet wrapper padding border latex *_latex
        latex_*
        """,
        "held by a name for formats and separators",
    ),
    NameRule(
        "scope-name", PROTOCOL,
        """
        scopes oauth_scope *_oauth_scope *_oauth_scopes oauth_scopes oauth2_scopes *_scopes
        required_scopes
        """,
        "held by a name for scopes of OAuth",
    ),
    NameRule(
        "protocol-name", PROTOCOL,
        """
        content_type *_content_type mimetype mime_type *_mime_type media_type media_content_type
        method_http http_method *_http_method encoding *_encoding charset *_charset unit *_unit units
        *_units unit_of_measurement native_unit_of_measurement dtype *_dtype dtypes algorithm *_algorithm
        algorithms hash_name scheme *_scheme protocol *_protocol language *_language languages *_languages
        locale *_locale *_locales locales lang timezone time_zone tz tzinfo currency *_currency country
        *_country header header_* *_header headers cipher digest compression *_compression http_* countries
        currencies request_method accept allowed_methods http_method_names methods unit_* codec mime *_mime
        suggested_unit_of_measurement uom tz_name supported_languages country_code language_code freq
        freqstr freqs nargs voices supported_locales samesite color *_color colors *_colors css *_css
        reserved_words reserved *_reserved known_functions reserved_keywords
        """,
        "held by a name for vocabulary fixed elsewhere",
    ),
    NameRule(
        "alias-name", FIELDS,
        "alias *_alias aliases",
        "another name of a field",
    ),
    NameRule(
        "field-name", FIELDS,
        """
        attr_* field_* *_field_name data_key *_data_key json_key api_field json_field obis_reference
        response_key value_key attr_key data_* key_* *_KEY *_KEYS
        """,
        "held by a name for keys of records",
    ),
    NameRule(
        "sample-name", DATA,
        """
        expected *_expected expected_* value *_value values *_values data *_data default *_default sample
        *_sample example examples password token *_token secret *_secret api_key version *_version
        __version__ __author__ date start end host *_host hostname port ip_address mac address *_address
        user username email phone latitude longitude macaddress serial result actual arg wkt words hash
        checksum digest_value guid uuid model_id __date__ __email__ __license__ sha sha256 char chars
        character characters letters alphabet anonymous
        """,
        "held by a name for values",
    ),
)  # fmt: skip

# What `name["…"]`, `name.get("…")`, `"…" in name` and `name = {"…": …}` name.
KEY_RULES: Final = (
    NameRule(
        "environment-key", ENVIRONMENT,
        "environ os.environ env *_env environment environment_variables *_environ envs env_vars *_env_vars",
        "key of the environment",
    ),
    NameRule(
        "configuration-key", CONFIGURATION,
        """
        config *_config config_* configuration conf *_conf settings *_settings cfg *_cfg preferences prefs
        user_input settings_dict yaml_config feature_flags default_config config_entry_data options_flow
        configuration_data pyproject toml manifest_options logging_config default_logging schema_input
        entry.data entry.options config_entry.data config_entry.options config_schema =options databases
        caches logging storages templates channel_layers rest_framework *_logging_config logging_conf
        celery_config
        """,
        "key of a dictionary of settings",
    ),
    NameRule(
        "protocol-key", PROTOCOL,
        """
        headers *_headers header *_header request.META META mimetypes content_types cookies_headers
        mime_types html_attrs *_origins schema *_json_schema json_schema
        """,
        "header, or key fixed elsewhere",
    ),
    NameRule(
        "metric-key", METRICS,
        """
        metrics *_metrics counters *_counters gauges timings *_timings measurements histogram latencies
        durations metrics_* metric_*
        """,
        "key of measured quantities",
    ),
    NameRule(
        "statistics-key", FIELDS,
        """
        stats *_stats statistics *_statistics usage *_usage counts *_counts scores *_scores performance
        *_performance *_summary *_totals
        """,
        "key of statistics",
    ),
    NameRule(
        "event-key", EVENTS,
        """
        event_handlers handlers_by_event listeners *_listeners subscribers *_subscribers signals topics
        *_topics signal_handlers hooks task_routes
        """,
        "key of a table of events",
    ),
    NameRule(
        "state-key", STATES,
        """
        *_states states *_modes modes *_state_map *_status_map state_* states_* *_levels level_*
        *_state_to_* status_* *_mode_map hvac_* mode_*
        """,
        "key of a table of conditions",
    ),
    NameRule(
        "database-key", DATABASE,
        """
        columns *_columns column_* table_* tables *_tables data_types *_data_types *_column_types indexes
        constraints
        """,
        "key of a table of columns or tables",
    ),
    NameRule(
        "identifier-key", IDENTIFIERS,
        """
        globals locals __dict__ sys.modules modules registry *_registry *_types types *_classes classes
        services *_services platforms components plugins providers backends models *_models handlers
        *_handlers sensors sensor_* *_sensors descriptions *_descriptions df *_df frame *_frame dataframe
        operators functions *_functions hass.data icons *_icons commands *_commands aliases *_aliases
        entities *_entities devices registries tools agents error_messages deprecated_classes
        __deprecated_classes __lazy_imports lazy_imports operations known_functions factories filters
        *_filters
        """,
        "key of a table of named things",
    ),
    NameRule(
        "field-key", FIELDS,
        """
        data *_data payload *_payload json *_json body *_body result *_result results response *_response
        resp item *_item items entry row *_row rows record *_record info *_info attrs *_attrs attributes
        *_attributes context *_context ctx event *_event msg *_msg message *_message params *_params d obj
        device *_device meta *_meta metadata *_metadata state status errors details extra *_extra args
        *_dict dict form doc document node *_node user token *_token x content post GET POST query_params
        cleaned_data validated_data feed parameters fields *_fields output *_output values property
        properties detail tool_input arguments kwargs *_kwargs kwds *_kwds claims
        serialized_* encoded_* source raw *_raw to_redact *_to_redact keys_to_redact options *_options
        opts *_opts defaults *_defaults sample_* flags placeholders *_placeholders
        """,
        "key of a record",
    ),
)  # fmt: skip

# What the members of an enumeration, or of a class of constants, of that name are.
MEMBER_RULES: Final = (
    NameRule(
        "environment-member", ENVIRONMENT,
        "environment *_environment env *_env *_env_var env_*",
        "member of an enumeration of environments",
    ),
    NameRule(
        "configuration-member", CONFIGURATION,
        "*_setting *_settings *_option *_config *_config_key *_flag *_feature conf_*",
        "member of an enumeration of settings",
    ),
    NameRule(
        "path-member", PATHS,
        "*_path *_url *_endpoint *_route *_file *_urls *_paths *_endpoints",
        "member of an enumeration of paths",
    ),
    NameRule(
        "database-member", DATABASE,
        "*_table *_column *_table_name table_* *_columns",
        "member of an enumeration of tables",
    ),
    NameRule(
        "event-member", EVENTS,
        """
        *_event *_event_type *_events *_topic *_topics *_signal *_channel *_message_type *_msg_type event
        event_* *_job_type *_task_type *_event_name topic topics *_notification *_queue message_type
        """,
        "member of an enumeration of events",
    ),
    NameRule(
        "metric-member", METRICS,
        "*_metric *_metrics metric metrics *_metric_name *_metric_type *_counter",
        "member of an enumeration of metrics",
    ),
    NameRule(
        "state-member", STATES,
        """
        *_state *_status *_mode *_level *_phase *_severity *_priority *_tier *_result *_outcome *_stage
        *_condition *_policy *_strategy *_direction *_rule *_health *_speed *_role state states status
        mode level phase *_action *_reason *_position *_decision *_preset *_option_value *_order *_states
        *_statuses *_modes *_visibility *_mood *_quality *_risk *_choice
        """,
        "member of an enumeration of conditions",
    ),
    NameRule(
        "protocol-member", PROTOCOL,
        """
        *_method *_header *_headers *_encoding *_mime_type *_content_type *_unit *_algorithm *_language
        *_currency unit_of_* *_units http_method *_media_type *_locale *_country unit_* *_dtype *_dtypes
        """,
        "member of an enumeration fixed elsewhere",
    ),
    NameRule(
        "message-member", MESSAGES,
        "*_message *_messages *_text *_label *_title *_prompt",
        "member of an enumeration of texts",
    ),
    NameRule(
        "format-member", FORMATS,
        "*_format *_pattern *_regex",
        "member of an enumeration of formats",
    ),
    NameRule(
        "field-member", FIELDS,
        "*_field *_fields *_key *_keys *_attribute *_attributes",
        "member of an enumeration of keys",
    ),
    NameRule(
        "identifier-member", IDENTIFIERS,
        """
        *_type *_kind *_name *_id *_class *_category *_domain *_agent *_service *_platform *_provider
        *_model *_tool *_role_name *_code *_component *_source *_types *_dialect *_database *_engine
        *_backend *_vendor *_library
        """,
        "member of an enumeration of kinds",
    ),
)  # fmt: skip
