"""What frameworks use without naming it in Python: tables that `[tool.netra.legacy]` adds to.

A decorator is told by a glob of the last parts of its dotted name: `task` means `task` and `x.y.task`,
`app.task` means `app.task` and `x.app.task`.
"""

from __future__ import annotations

from typing import Final

Files = tuple[tuple[str, tuple[str, ...]], ...]


def read_files(text: str) -> Files:
    """Read lines that say `glob of files: globs of names`; one that begins with blanks goes on."""
    rows = [line.partition(":") for line in text.replace("\n    ", " ").strip().splitlines()]
    return tuple([(path, tuple(names.split())) for path, _, names in rows])


def words(text: str) -> tuple[str, ...]:
    """Split a text into words."""
    return tuple(text.split())


# Decorators that hand what they decorate to somebody: it is used as soon as its module is.
REGISTERING: Final = words(
    """
command group callback result_callback resultcallback session shell_complete route get post put patch
delete head options trace websocket api_route websocket_route middleware exception_handler errorhandler
app_errorhandler on_event listener before_request after_request teardown_request before_app_request
after_app_request teardown_app_request teardown_appcontext before_first_request before_serving
after_serving while_serving context_processor app_context_processor shell_context_processor
template_filter template_global template_test app_template_filter app_template_global app_template_test
url_value_preprocessor url_defaults endpoint record record_once user_loader request_loader
unauthorized_handler lifespan view view_config notfound_view_config subscriber expose view_defaults task
periodic_task shared_task actor job flow dag asset op sensor schedule scheduled_job connect connect_via
on_after_configure.connect register receiver simple_tag inclusion_tag simple_block_tag filter tag
admin.action admin.display register_lookup api_view action display validator root_validator
field_validator model_validator field_serializer model_serializer computed_field validate default
validates validates_schema pre_load post_load pre_dump post_dump listens_for reconstructor compiles
declared_attr comparator expression inplace.expression inplace.comparator update_expression observes
fixture hookimpl given when then step events.*.add_listener composite overload atexit.register
singledispatchmethod.register event on handler handles subscribe hook impl plugin tool resource prompt
agent node cog_command slash_command resolver field mutation subscription strawberry.* export njit
expose_event rpc method remote function kernel custom_op register_* *_handler bind on_* implements
dispatch extends
"""
)

# Decorators that keep nothing: what they decorate is used when something uses it.
TRANSPARENT: Final = words(
    """
click.command click.group typing.overload typing_extensions.overload t.overload
staticmethod classmethod property abstractmethod abstractproperty cached_property abstractclassmethod
abstractstaticmethod override final no_type_check runtime_checkable dataclass dataclasses.* attr.*
attrs.* define frozen mutable attrib dataclass_transform total_ordering lru_cache cache wraps
functools.* contextmanager asynccontextmanager contextlib.* deprecated unique verify coroutine setter
getter deleter jit pytest.mark.* mark.* mock.patch* unittest.skip* skip* usefixtures login_required
require_* csrf_exempt never_cache transaction.atomic atomic permission_required hybrid_property
hybrid_method typechecked beartype retry tenacity.* pass_context pass_obj argument option click.argument
click.option click.pass_* version_option password_option confirmation_option help_option hypothesis.*
singledispatch method_decorator lazyattribute classproperty asyncio.coroutine type_check_only
"""
)

# Bases whose subclasses are found by being there.
COLLECTING: Final = words(
    """
models.Model DeclarativeBase declarative_base db.Model TestCase IsolatedAsyncioTestCase Migration
SimpleTestCase TransactionTestCase LiveServerTestCase RuleBasedStateMachine HttpUser Spider SQLModel
"""
)

# Files that are run or loaded by name, and which of their names are asked for (`*`: all).
FILES: Final = read_files(
    """
**/__main__.py:
**/conftest.py: pytest_* collect_ignore*
**/setup.py:
**/manage.py:
**/noxfile.py:
**/fabfile.py: *
**/tasks.py:
**/dodo.py: task_* DOIT_CONFIG
**/SConstruct.py:
**/wsgi.py: application app
**/asgi.py: application app
**/gunicorn*.py: *
**/gunicorn.conf.py: *
**/uwsgi*.py: *
**/locustfile.py:
**/docs/**/conf.py: *
**/docs/conf.py: *
**/doc/**/conf.py: *
**/hatch_build.py: *
**/build.py: build
**/_custom_build.py: *
**/versioneer.py: *
**/jupyter_*config.py: *
**/ipython_config.py: *
**/celeryconfig.py: *
**/sitecustomize.py:
**/usercustomize.py:
**/migrations/[0-9]*.py: Migration
**/management/commands/*.py: Command
**/templatetags/*.py: register
**/alembic/env.py:
**/migrations/env.py:
**/versions/*.py: *
**/.pylintrc.py:
**/scripts/*.py:
**/bin/*.py:
**/dags/**/*.py:
**/xonshrc.py:
**/.vscode/*.py:
"""
)

# The same where something imports django.
DJANGO: Final = read_files(
    """
**/admin.py:
**/apps.py: *Config default_app_config
**/models.py:
**/models/__init__.py:
**/urls.py: urlpatterns app_name handler4* handler500
**/settings.py: [A-Z]*
**/settings/*.py: [A-Z]*
**/routing.py: *urlpatterns
**/translation.py:
**/sitemaps.py:
"""
)

# Attributes that a library asks for of whatever it is given, where something imports it.
ASKED: Final = {
    library: tuple(names.split())
    for library, names in {
        "RestrictedPython": "_call_print",
        "aiohttp": "_prepare_hook send_headers write_headers write_eof "
        "enable_compression enable_chunking drain",
        "asyncio": "connection_made connection_lost data_received datagram_received error_received "
        "eof_received pause_writing resume_writing",
        "django": "process_request process_response process_view process_exception "
        "process_template_response",
        "sqlite3": "step finalize value inverse",
    }.items()
}  # fmt: skip

# Names that pytest and unittest look for in files of tests.
TEST_FUNCTIONS: Final = words(
    """
test* pytest_* setup_module teardown_module setup_function teardown_function setUpModule tearDownModule
load_tests collect_ignore*
"""
)
TEST_CLASSES: Final = ("Test*", "*Test", "*Tests", "*TestCase")
TEST_METHODS: Final = words(
    """
test* setup_method teardown_method setup_class teardown_class setup teardown pytestmark setUp* tearDown*
"""
)
