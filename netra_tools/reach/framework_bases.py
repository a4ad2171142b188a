"""What base classes of libraries call in their subclasses: a table that `[tool.netra.legacy]` adds to.

`Base Other: name glob*` says of subclasses of `Base`, and of `Other`, which of their members are called from
outside; what else they have must be used as usual. A base is told by the last parts of its dotted name.
A line that begins with blanks goes on with the one before.
"""

from __future__ import annotations

from functools import lru_cache

TABLE = """
NodeVisitor NodeTransformer: visit* generic_visit
CSTVisitor CSTTransformer: visit* leave* on_*
VisitorBasedCodemodCommand: visit* leave* transform* add_args
HTMLParser: handle_* unknown_decl close error
ContentHandler: start* end* characters processing* ignorable* skipped* set*
BaseHTTPRequestHandler: do_* log_* setup handle* finish version_string send_* end_headers *_version
    address_string date_time_string error_*
SimpleHTTPRequestHandler: do_* log_* setup handle* finish end_headers translate_path guess_type send_*
    list_directory extensions_map *_version
BaseRequestHandler StreamRequestHandler: setup handle finish
BaseServer HTTPServer TCPServer: *_request handle* service_actions server_* request_* address_family
    allow_*
ThreadingHTTPServer: *_request handle* server_* daemon_threads
Thread: run start join is_alive daemon name setDaemon
Process: run start join
Timer: run cancel
local Namespace Tracer Protocol Generic ABC ABCMeta NamedTuple TypedDict object EnumMeta EnumType
    AbstractContextManager AbstractAsyncContextManager Iterator Iterable Sized Hashable Container
    Collection Callable Awaitable AsyncIterator AsyncIterable Reversible SMTP ModuleType
    DeclarativeMeta MappedAsDataclass Table Dataset TracebackException Exception:
Event: set clear wait is_set
Handler: emit flush close handle handleError format setFormatter acquire release createLock terminator
StreamHandler: emit flush close handle handleError format setStream terminator
FileHandler: emit flush close handle format _open handleError
RotatingFileHandler: emit shouldRollover doRollover rotat* close _open namer
TimedRotatingFileHandler: emit shouldRollover doRollover rotat* close _open namer getFilesToDelete
    computeRollover
Formatter: format* usesTime converter default_*
Filter: filter
LoggerAdapter: process
Logger: make* handle _log log find* call*
JSONEncoder: default encode iterencode
JSONDecoder: decode raw_decode
ArgumentParser: error exit format_* print_* convert_* parse_* add_* _*
HelpFormatter: _* format_* add_* start_section end_section
Action: format_usage
Template: delimiter idpattern braceidpattern flags pattern
Cmd: do_* help_* complete_* precmd postcmd preloop postloop default emptyline onecmd completedefault
    prompt intro *_header completenames
ConfigParser: optionxform
Codec: encode decode
Formatter.string: get_* check_* format_* convert_* parse
tzinfo: utcoffset dst tzname fromutc
Enum: _missing_ _generate_next_value_ _ignore_ _order_
IntEnum StrEnum Flag IntFlag: _missing_ _generate_next_value_
asyncio.Protocol: connection_* data_received eof_received pause_writing resume_writing
DatagramProtocol: connection_* datagram_received error_received pause_writing resume_writing
BaseProtocol: connection_* pause_writing resume_writing
SubprocessProtocol: connection_* pipe_* process_exited
ContextDecorator: _recreate_cm
UserDict: get keys values items pop popitem setdefault update copy clear fromkeys data
UserList: append insert pop remove clear copy count index reverse sort extend data
UserString IOBase RawIOBase TextIOBase BufferedIOBase StringIO BytesIO TextIOWrapper BuildPy build_py
    build_ext sdist egg_info install develop bdist_wheel test Transformer Interpreter: *
Mapping: get keys values items
Sequence: index count
Set: _from_iterable _hash isdisjoint
MutableMapping: get keys values items pop popitem clear update setdefault
MutableSequence: insert append reverse extend pop remove clear index count
MutableSet: add discard clear pop remove
Coroutine Generator: send throw close
Random: random seed getstate setstate getrandbits
Queue: _init _qsize _put _get
Unpickler: find_class persistent_load load_*
Pickler: persistent_id reducer_override save*
Executor: submit map shutdown
Loader: create_module exec_module load_module get_* is_package
MetaPathFinder: find_* invalidate_caches
PathFinder: find_*
TestCase: test* setUp* tearDown* asyncSetUp asyncTearDown runTest run maxDiff id shortDescription
    fixtures databases longMessage addCleanup subTest debug
IsolatedAsyncioTestCase: test* setUp* tearDown* asyncSetUp asyncTearDown
BaseModel: model_post_init model_config Config validate copy dict json __get* _*_
RootModel: model_post_init model_config
GenericModel: Config
BaseSettings: model_config Config settings_customise_sources model_post_init customise_sources
DeclarativeBase: metadata registry type_annotation_map
TypeDecorator: impl cache_ok process_* load_dialect_impl coerce_compared_value copy comparator_factory
    bind_processor result_processor compare_values type_engine python_type
UserDefinedType: get_col_spec bind_processor result_processor cache_ok
models.Model: Meta save* delete adelete asave clean* full_clean get_absolute_url validate_*
    refresh_from_db from_db natural_key check get_deferred_fields _*_ prepare_database_save objects
    get_next_in_order serializable_value unique_error_message date_error_message
AbstractUser: Meta save clean get_* has_* USERNAME_FIELD EMAIL_FIELD REQUIRED_FIELDS email_user objects
AbstractBaseUser: Meta save clean get_* has_* is_* USERNAME_FIELD EMAIL_FIELD REQUIRED_FIELDS objects
QuerySet: as_manager _clone _chain _fetch_all delete update get filter create bulk_*
Manager: get_queryset get_by_natural_key create* use_* deconstruct contribute_to_class check
ModelAdmin: *_view get_* save_* delete_* has_* formfield_* lookup_allowed response_* render_*
    construct_change_message message_user log_* urls media history_view Media to_field_allowed
TabularInline StackedInline: get_* has_* formfield_* Media
AdminSite: get_* has_permission each_context index login logout site_* index_* urls app_index
SimpleListFilter: lookups queryset choices value has_output expected_parameters
Form: clean* Meta Media add_error has_changed is_valid get_* full_clean _*_clean* media prefix as_*
ModelForm: clean* Meta Media save _save_m2m _get_validation_exclusions _post_clean is_valid get_*
    has_changed validate_unique full_clean
BaseFormSet: clean add_fields get_* save* is_valid management_form
BaseModelFormSet BaseInlineFormSet: clean add_fields get_* save*
Widget: get_* render value_* format_value id_for_label use_required_attribute media Media build_attrs
Field AutoField BigAutoField BigIntegerField BinaryField BooleanField CharField DateField DateTimeField
    DecimalField DurationField EmailField FileField FilePathField FloatField ForeignKey IPAddressField
    GenericIPAddressField ImageField IntegerField JSONField ManyToManyField OneToOneField SlugField
    PositiveIntegerField PositiveSmallIntegerField SmallIntegerField TextField TimeField URLField UUIDField
    ChoiceField ModelChoiceField RelatedField PrimaryKeyRelatedField SerializerMethodField:
    clean to_python validate run_validators prepare_value get_* from_db_value deconstruct formfield
    contribute_to_class db_* pre_save value_* has_changed bound_data widget_attrs check rel_db_type
    description cast_* run_validation to_*
BaseCommand: handle add_arguments execute create_parser get_version check print_help run_from_argv help
    requires_* output_transaction stealth_options base_stealth_options check_migrations usage_str
    missing_args_message
LabelCommand: handle* add_arguments label
AppCommand TemplateCommand: handle* add_arguments
AppConfig: ready name label verbose_name path default* get_models import_models
Migration: operations dependencies replaces initial run_before atomic apply unapply
Operation: state_forwards database_* describe references_* reduce deconstruct migration_name_fragment
    allow_migrate_model
View: get post put patch delete head options trace dispatch* setup http_method_* as_view get_*
    init_every_request form_valid form_invalid render_to_response decorators methods test_func
    handle_no_permission raise_exception view_is_async dispatch_request
MiddlewareMixin: process_* sync_capable async_capable
Serializer: validate* create update to_* get_* save is_valid Meta run_validation
ModelSerializer: validate* create update to_* get_* save Meta build_*
BasePermission: has_* message
APIView: get post put patch delete head options get_* check_* perform_* initial handle_exception
    dispatch finalize_response
ViewSet: list create retrieve update partial_update destroy get_* perform_* filter_queryset check_*
    initial
GenericViewSet ModelViewSet: list create retrieve update partial_update destroy get_* perform_*
    filter_queryset
FilterSet: filter_* Meta qs get_*
Lookup: as_* lookup_name get_* process_* prepare_rhs
Transform: as_* lookup_name output_field bilateral
Func: as_* function template arity output_field resolve_expression
Storage: _open _save exists url path delete size listdir get_* open save generate_filename deconstruct
Feed: items item_* title link description get_object feed_* author_* categories subtitle ttl language
Sitemap: items location lastmod changefreq priority protocol limit i18n get_*
ModelBackend: authenticate get_* has_* user_can_authenticate with_perm
BaseBackend: authenticate get_* has_*
JSONProvider DefaultJSONProvider: dumps loads response default
FlaskForm: validate* Meta
BaseHTTPMiddleware: dispatch
HTTPEndpoint: get post put patch delete head options
WebSocketEndpoint: on_* encoding dispatch
RequestHandler: get post put patch delete head options prepare on_* set_default_headers write_error
    initialize get_* data_received check_*
WebSocketHandler: open on_* check_origin get_* select_subprotocol
Spider: parse* start* closed custom_settings name from_crawler rules allowed_domains
Task: run on_* before_start after_return name retry apply_async autoretry_for retry_kwargs max_retries
Group: get_command list_commands invoke format_* resolve_command main parse_args make_context
    shell_complete collect_usage_pieces
MultiCommand: get_command list_commands invoke format_* resolve_command
Command: invoke format_* main parse_args get_* make_context shell_complete initialize_options
    finalize_options run user_options description sub_commands collect_usage_pieces
ParamType: convert name shell_complete get_* fail split_envvar_value to_info_dict
ClickException: show format_message exit_code
Option: consume_value full_process_value get_* handle_parse_result process_value type_cast_value
    add_to_parser resolve_* value_*
HttpUser: tasks wait_time on_* host
TaskSet: on_* wait_time tasks
SequentialTaskSet: on_*
Module: forward extra_repr reset_parameters training_step validation_step test_step configure_* on_*
    *_dataloader
LightningModule: forward *_step configure_* on_* *_dataloader setup teardown prepare_data
LightningDataModule: *_dataloader setup teardown prepare_data
BaseEstimator: fit* predict* transform score get_* set_* inverse_transform decision_function partial_fit
    _more_tags
TransformerMixin: fit* transform get_feature_names_out
BaseOperator: execute template_* on_kill pre_execute post_execute ui_* operator_extra_links
    execute_complete
BaseSensorOperator: poke execute template_*
BaseHook: get_conn *_name conn_* default_conn_name hook_name get_* test_connection
App: compose on_* action_* watch_* compute_* validate_* BINDINGS CSS* SCREENS TITLE render* get_* build
Screen: compose on_* action_* watch_* compute_* BINDINGS CSS*
Cog: cog_*
Client: on_* setup_hook
RegexLexer: tokens name aliases filenames mimetypes analyse_text flags
Directive SphinxDirective: run option_spec has_content *_arguments final_*
SphinxRole Preprocessor Treeprocessor: run
Extension: extendMarkdown parse tags
InlineProcessor: handleMatch
BlockProcessor: test run
MethodView: get post put patch delete head options init_every_request decorators methods
    dispatch_request
"""


@lru_cache(maxsize=1)
def known_bases() -> dict[str, tuple[str, ...]]:
    """Give the names that each base calls."""
    found: dict[str, tuple[str, ...]] = {}
    for line in TABLE.replace("\n    ", " ").strip().splitlines():
        bases, _, names = line.partition(":")
        found.update(dict.fromkeys(bases.split(), tuple(names.split())))
    return found
