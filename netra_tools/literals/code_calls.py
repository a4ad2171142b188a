"""The table of calls that any code makes: environment, texts, formats, reflection, tests, settings."""

from __future__ import annotations

from typing import Final

from netra_tools.literals.categories import (
    CONFIGURATION,
    DATA,
    ENVIRONMENT,
    FIELDS,
    FORMATS,
    IDENTIFIERS,
    MESSAGES,
    PROTOCOL,
    STATES,
)
from netra_tools.literals.verdict import LIKELY, PROVED, CallRule

_LOGGERS = "logger _logger LOGGER _LOGGER log _log LOG logging structlog loguru getLogger"
_LEVELS = "debug info warning warn error exception critical fatal log success trace notice"
_LOGGED = " ".join(f"{logger}.{level}" for logger in _LOGGERS.split() for level in _LEVELS.split())

CODE_CALLS: Final = (
    CallRule(
        "environment-accessor", ENVIRONMENT, PROVED,
        "0 key",
        """
        os.getenv os.getenvb os.environ.get os.environ.pop os.environ.setdefault os.putenv os.unsetenv
        getenv monkeypatch.setenv monkeypatch.delenv mp.setenv mp.delenv decouple.config environs..*
        env.str env.bool env.int env.float env.list env.json env.url env.db env.cache env.read_env get_env
        get_env_var getenv_bool env_bool env_int env_str env_var from_env read_env require_env get_env_*
        """,
        "name given to an accessor of environment variables",
    ),
    CallRule(
        "environment-dictionary", ENVIRONMENT, LIKELY,
        "0",
        "environ.get environ.pop environ.setdefault env.get env.pop env.setdefault",
        "key of the environment",
    ),
    CallRule(
        "environment-default", DATA, LIKELY,
        "1 default",
        "os.getenv os.environ.get os.environ.setdefault getenv get_env monkeypatch.setenv environ.get",
        "value of a variable",
    ),
    CallRule(
        "environment-option", ENVIRONMENT, PROVED,
        "envvar env_var auto_envvar_prefix env_prefix show_envvar",
        "*",
        "environment variable that an option or a settings class reads",
    ),
    CallRule(
        "raised", MESSAGES, PROVED,
        "* message msg detail reason hint",
        """
        *Error *Exception *Warning *Failure *Failed *Exit *Interrupt HTTPException Http404 Abort Skip
        ConfigEntryNotReady SystemExit KeyboardInterrupt Invalid UsageError BadParameter
        """,
        "text of an exception",
    ),
    CallRule(
        "logged-with-level", MESSAGES, PROVED,
        "1",
        "logger.log _LOGGER.log logging.log log.log LOGGER.log",
        "text of a log entry",
    ),
    CallRule(
        "logged", MESSAGES, PROVED,
        "0 msg",
        _LOGGED,
        "text of a log entry",
    ),
    CallRule(
        "translated", MESSAGES, PROVED,
        "*",
        """
        _ gettext gettext_lazy ugettext ugettext_lazy ngettext ngettext_lazy pgettext pgettext_lazy
        npgettext npgettext_lazy gettext_noop
        """,
        "text that is translated",
    ),
    CallRule(
        "printed", MESSAGES, PROVED,
        "0 1 2 3 4 message",
        """
        print warn warnings.warn warn_explicit click.echo click.secho secho typer.echo rprint
        console.print pytest.skip pytest.fail pytest.xfail pytest.exit self.fail parser.error stdout.write
        stderr.write deprecated messages.success messages.error messages.warning messages.info
        click.confirm click.prompt typer.confirm typer.prompt input getpass st.write st.error add_note
        """,
        "text that is shown",
    ),
    CallRule(
        "help", MESSAGES, PROVED,
        """
        help help_text description verbose_name verbose_name_plural short_help epilog usage
        short_description error_message success_message
        """,
        "*",
        "text that explains something to a person",
    ),
    CallRule(
        "regular-expression", FORMATS, PROVED,
        "0 pattern",
        "re.* regex.* re2.* _lazy_re_compile str.extract str.contains str.fullmatch str.match rx.compile",
        "a regular expression",
    ),
    CallRule(
        "replacement", FORMATS, LIKELY,
        "1 repl",
        "re.sub re.subn",
        "the replacement of a match",
    ),
    CallRule(
        "matched", FORMATS, PROVED,
        "match regex pattern",
        """
        pytest.raises raises assert_produces_warning pytest.warns assertRaisesRegex Field constr
        StringConstraints external_error_raised
        """,
        "pattern that a text must match",
    ),
    CallRule(
        "matched-argument", FORMATS, LIKELY,
        "1",
        "assertRaisesRegex assertRegex assertWarnsRegex",
        "pattern that a text must match",
    ),
    CallRule(
        "time-format", FORMATS, PROVED,
        "* format fmt",
        "strftime strptime dateformat date_format time_format isoformat_with",
        "pattern of a date or time",
    ),
    CallRule(
        "template", FORMATS, LIKELY,
        "0",
        "string.Template Template from_string",
        "a template that is filled in",
    ),
    CallRule(
        "command", PROTOCOL, LIKELY,
        "*",
        """
        subprocess.* Popen check_output check_call check_returncode create_subprocess_exec
        create_subprocess_shell run_command run_cmd os.system os.popen os.execvp os.kill signal.*
        """,
        "part of a command of another program",
    ),
    CallRule(
        "reflected", IDENTIFIERS, PROVED,
        "1",
        """
        getattr hasattr setattr delattr getattr_static object.__setattr__ object.__getattribute__
        patch.object monkeypatch.setattr monkeypatch.delattr rgetattr safe_getattr patch.multiple
        """,
        "name of an attribute",
    ),
    CallRule(
        "named-code", IDENTIFIERS, PROVED,
        "* name target",
        """
        attrgetter methodcaller import_module __import__ find_spec import_string importorskip TypeVar
        ParamSpec TypeVarTuple NewType ForwardRef patch mock.patch mocker.patch patch.dict namedtuple
        NamedTuple TypedDict make_dataclass new_class getLogger get_logger logging.getLogger ContextVar
        sentinel load_entry_point entry_points iter_entry_points lazy_load_command TypeAliasType
        resolve_name locate pkgutil.get_data import_optional_dependency import_module_from
        """,
        "name of something in code",
    ),
    CallRule(
        "task-name", IDENTIFIERS, PROVED,
        "name thread_name_prefix",
        """
        create_task create_eager_task async_create_task Thread Process ThreadPoolExecutor Timer
        async_create_background_task async_create_task_internal TaskGroup.create_task
        """,
        "name of a task or thread",
    ),
    CallRule(
        "task-name-second", IDENTIFIERS, PROVED,
        "1",
        "async_create_background_task async_create_task async_create_task_internal",
        "name of a task",
    ),
    CallRule(
        "dumped-field", FIELDS, LIKELY,
        "include exclude",
        "*",
        "field of a record that is written out",
    ),
    CallRule(
        "type-name", IDENTIFIERS, LIKELY,
        "0",
        "type create_model Enum StrEnum IntEnum cast typing.cast",
        "name of a type",
    ),
    CallRule(
        "mock-name", IDENTIFIERS, LIKELY,
        "name spec",
        "Mock MagicMock AsyncMock",
        "name of a double",
    ),
    CallRule(
        "parametrized-name", IDENTIFIERS, LIKELY,
        "0",
        "parametrize usefixtures getfixturevalue",
        "names of parameters or fixtures",
    ),
    CallRule(
        "parametrized", DATA, LIKELY,
        "1 2 ids params {}",
        "parametrize param fixture",
        "value of a test's parameter",
    ),
    CallRule(
        "own-option", CONFIGURATION, PROVED,
        "* dest param_decls",
        """
        add_argument click.option typer.Option click.argument add_option option make_option addoption
        addini getoption set_defaults Arg ConfigParameter
        """,
        "option of the command line",
    ),
    CallRule(
        "schema-key", CONFIGURATION, LIKELY,
        "0",
        """
        vol.Required vol.Optional vol.Exclusive vol.Inclusive vol.Remove voluptuous..Required
        voluptuous..Optional voluptuous..Exclusive voluptuous..Inclusive cv.deprecated cv.removed
        """,
        "key of a schema that an operator fills in",
    ),
    CallRule(
        "schema-group", CONFIGURATION, LIKELY,
        "1",
        "vol.Exclusive vol.Inclusive voluptuous..Exclusive voluptuous..Inclusive",
        "group of keys of a schema",
    ),
    CallRule(
        "schema-alternatives", STATES, LIKELY,
        "0",
        "vol.In vol.Any voluptuous..In voluptuous..Any one_of",
        "one of the values that a schema allows",
    ),
    CallRule(
        "setting-accessor", CONFIGURATION, PROVED,
        "0 1 section key option",
        """
        conf.get conf.getboolean conf.getint conf.getfloat conf.getlist conf.getjson conf.getimport
        conf.getenum conf.getsection conf.get_mandatory_value conf.get_mandatory_list_value
        conf.has_option conf.set conf.remove_option getboolean getint getfloat has_option
        get_mandatory_value get_option set_option reset_option option_context register_option
        describe_option get_setting get_config get_config_value getini get_conf override_settings
        modify_settings conf_vars is_feature_enabled feature_enabled is_enabled variation
        """,
        "name given to an accessor of settings",
    ),
    CallRule(
        "settings-dictionary", CONFIGURATION, LIKELY,
        "0",
        "settings.get settings.is_overridden config.get config.getlist app.config.get",
        "key of a dictionary of settings",
    ),
    CallRule(
        "own-variable", CONFIGURATION, LIKELY,
        "0 key",
        "Variable.get Variable.set Variable.delete",
        "name of a variable that an operator sets",
    ),
)  # fmt: skip
