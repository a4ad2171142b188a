"""The table of calls of libraries: routes, paths, databases, metrics, events, protocols."""

from __future__ import annotations

from typing import Final

from netra_tools.literals.categories import (
    DATA,
    DATABASE,
    EVENTS,
    FIELDS,
    FORMATS,
    IDENTIFIERS,
    METRICS,
    PATHS,
    PROTOCOL,
)
from netra_tools.literals.verdict import LIKELY, PROVED, CallRule

LIBRARY_CALLS: Final = (
    CallRule(
        "route", PATHS, PROVED,
        "0 path rule url prefix",
        """
        app.route app.get app.post app.put app.delete app.patch app.websocket router.get router.post
        router.put router.delete router.patch router.head router.options router.websocket *_router.get
        *_router.post *_router.put *_router.delete *_router.patch blueprint.route bp.route add_url_rule
        add_api_route include_router APIRouter re_path add_route add_get add_post add_put add_delete mount
        add_static HTTPRoute api_route url_path_for testclient..get
        """,
        "route of a web service",
    ),
    CallRule(
        "route-name", PATHS, PROVED,
        "name 0",
        "path re_path urls.path django.urls.path",
        "route, or its name",
    ),
    CallRule(
        "route-method", PROTOCOL, PROVED,
        "methods method",
        "*",
        "HTTP method",
    ),
    CallRule(
        "described-interface", PROTOCOL, LIKELY,
        "responses{} openapi_extra{} json_schema_extra{}",
        "*",
        "key of OpenAPI or JSON Schema",
    ),
    CallRule(
        "requested-method", PROTOCOL, LIKELY,
        "0",
        "request client.request session.request requests.request httpx.request urlopen_method",
        "HTTP method",
    ),
    CallRule(
        "requested", PATHS, LIKELY,
        "0 1 url",
        """
        requests.* httpx.* urljoin urlopen urlparse urlsplit yarl.URL URL client.post client.put
        client.patch client.delete session.post session.put session.patch session.delete aiohttp..get
        aiohttp..post websocket_connect ws_connect websockets.connect create_engine create_async_engine
        """,
        "address that is requested",
    ),
    CallRule(
        "path-join", PATHS, PROVED,
        "*",
        """
        os.path.* posixpath.* ntpath.* pathlib.* Path PurePath PurePosixPath joinpath path.join glob.glob
        iglob rglob os.listdir os.makedirs os.mkdir os.remove os.unlink os.rename os.replace os.stat
        os.scandir os.walk os.chdir os.rmdir os.open os.access os.chmod os.readlink os.symlink shutil.*
        fnmatch with_suffix with_name relative_to safe_join hass.config.path datapath tmp_path.* tmpdir.*
        is_relative_to FileSystemLoader PackageLoader StaticFiles load_dotenv load_workbook read_text_file
        open_binary_file FileResponse send_file send_from_directory
        """,
        "part of a path",
    ),
    CallRule(
        "opened", PATHS, LIKELY,
        "0 file path filename",
        """
        open io.open gzip.open codecs.open read_csv read_json read_excel read_parquet FileHandler
        RotatingFileHandler NamedTemporaryFile glob get_template select_template render_to_string
        loader.get_template env.get_template load_template Jinja2Templates static get_data read_html
        FileField
        """,
        "file that is opened",
    ),
    CallRule(
        "opening-mode", PROTOCOL, PROVED,
        "1 mode encoding newline",
        """
        open io.open gzip.open bz2.open lzma.open codecs.open fdopen tarfile.open zipfile.ZipFile ZipFile
        ExcelWriter get_handle
        """,
        "opening mode or encoding of a file",
    ),
    CallRule(
        "rendered", PATHS, PROVED,
        "1 template_name",
        "render render_template TemplateResponse templates.TemplateResponse django.shortcuts.render",
        "template file",
    ),
    CallRule(
        "rendered-first", PATHS, LIKELY,
        "0",
        "render_template flask.render_template",
        "template file",
    ),
    CallRule(
        "reversed-name", PATHS, PROVED,
        "0 viewname",
        "reverse reverse_lazy redirect url_for resolve_url url_path_for",
        "name of a route",
    ),
    CallRule(
        "file-ending", PATHS, LIKELY,
        "suffix prefix dir",
        "NamedTemporaryFile mkstemp mkdtemp TemporaryDirectory",
        "part of a file name",
    ),
    CallRule(
        "sql", DATABASE, PROVED,
        "0 sql query statement {}",
        """
        execute executemany executescript read_sql read_sql_query read_sql_table cursor.execute
        conn.exec_driver_sql exec_driver_sql op.execute RunSQL RawSQL fetchval fetchrow fetch_all
        fetch_one sql.SQL sqlalchemy.text sa.text text mogrify quote_name qn to_sql
        """,
        "SQL, or a table",
    ),
    CallRule(
        "migration", DATABASE, PROVED,
        """
        * name table_name column_name columns local_cols remote_cols constraint_name source_table
        referent_table source ondelete new_table_name index_name original_name old_name new_name
        new_column_name server_default type_ old_table_name fields
        """,
        """
        op.* batch_op.* _rename_index create_index_if_not_exists drop_index_if_exists create_table
        drop_table add_column drop_column alter_column create_index drop_index batch_alter_table
        create_foreign_key create_unique_constraint drop_constraint rename_table
        """,
        "part of a migration",
    ),
    CallRule(
        "schema-object", DATABASE, PROVED,
        """
        * name columns fields refcolumns ondelete onupdate back_populates backref primaryjoin
        secondaryjoin secondary foreign_keys order_by cascade server_default db_column db_index lazy
        remote_side overlaps postgresql_using passive_deletes
        """,
        """
        sa.Column sqlalchemy.* sqlalchemy..* mapped_column Column ForeignKey ForeignKeyConstraint
        PrimaryKeyConstraint UniqueConstraint CheckConstraint Index Table relationship backref synonym
        with_variant association_proxy Identity Sequence MetaData label alias ExcludeConstraint GinIndex
        StringID
        """,
        "part of a table's definition",
    ),
    CallRule(
        "orm-key", DATABASE, PROVED,
        """
        related_name related_query_name db_column db_table through to_field through_fields to
        unique_for_date update_fields limit_choices_to db_tablespace
        """,
        "*",
        "name of a column or relationship",
    ),
    CallRule(
        "orm-lookup", DATABASE, PROVED,
        "*",
        """
        order_by values_list select_related prefetch_related only defer in_bulk annotate earliest latest F
        OuterRef Prefetch dates datetimes objects.values distinct joinedload selectinload subqueryload
        load_only Count Sum Avg Max Min get_field refresh_from_db_fields
        """,
        "an ORM lookup or list of fields",
    ),
    CallRule(
        "migrated-model", DATABASE, PROVED,
        "* name model_name old_name new_name fields {}",
        "migrations.*",
        "part of a migration",
    ),
    CallRule(
        "document-key", DATABASE, LIKELY,
        "0 {}",
        """
        find_one find_many insert_one insert_many update_one update_many delete_one delete_many
        count_documents find_one_and_update find_one_and_delete replace_one bulk_write create_index
        """,
        "key of a document of a database",
    ),
    CallRule(
        "collection", DATABASE, LIKELY,
        "0",
        "get_collection create_collection db.collection delete_collection get_table",
        "table or collection of a database",
    ),
    CallRule(
        "counted", DATA, LIKELY,
        "*",
        "collections.Counter",
        "what is counted",
    ),
    CallRule(
        "metric", METRICS, PROVED,
        "0 name metric_name labelnames 2",
        """
        prometheus_client..* create_counter create_gauge create_histogram create_up_down_counter
        create_observable_gauge create_observable_counter create_observable_up_down_counter create_metric
        put_metric_data put_metric record_metric log_metric track_metric emit_metric add_metric
        send_metric incr decr stats.* Stats.* statsd.* statsd_client.* metrics.* metric.* meter.*
        observe_latency record_duration mlflow.log_metric increment_counter inc_counter log_metrics
        DualStatsManager.*
        """,
        "name of a metric",
    ),
    CallRule(
        "metric-constructor", METRICS, LIKELY,
        "0 2 name labelnames",
        "Gauge Histogram Counter",
        "name or label of a metric",
    ),
    CallRule(
        "metric-label", METRICS, PROVED,
        "tags {}",
        """
        incr decr gauge timing timer stats.* Stats.* statsd.* metrics.* meter.* counter.add
        histogram.record
        """,
        "label of a metric",
    ),
    CallRule(
        "metric-label-value", DATA, LIKELY,
        "**",
        "labels",
        "value of a metric's label",
    ),
    CallRule(
        "event", EVENTS, PROVED,
        "0 event event_type topic channel",
        """
        async_fire bus.fire bus.async_fire bus.listen bus.async_listen bus.async_listen_once async_listen
        async_listen_once listen_once fire_event emit_event publish_event dispatch_event send_event
        trigger_event raise_event track_event log_event record_event add_event_listener
        remove_event_listener on_event register_event publish subscribe unsubscribe psubscribe
        async_publish async_subscribe emit sio.on socketio.on sio.emit socketio.emit event_bus.* events.*
        bus.* emitter.* pubsub.* app.send_task send_task signature KafkaConsumer xadd xread xreadgroup
        xgroup_create basic_publish queue_declare exchange_declare basic_consume create_topic
        add_subscription on_message group_send group_add group_discard channel_layer.* EventType
        HassEventKey producer.send producer.produce consumer.subscribe EventBridge Signal blinker.signal
        signal add_listener remove_listener websocket_command event_handler message_handler Queue
        kombu..Queue kombu..Exchange Exchange on_event_type publish_* subscribe_* emit_* dispatch_event_*
        async_track_event SignalType broadcast_event push_event async_emit
        """,
        "name of an event, topic or channel",
    ),
    CallRule(
        "job-registered", EVENTS, PROVED,
        "0 name",
        "shared_task celery.task app.task celery_app.task task_queue.task dramatiq.actor huey.task",
        "name of a kind of job",
    ),
    CallRule(
        "broadcast", EVENTS, LIKELY,
        "0",
        "broadcast broadcast_message notify_clients send_event_to broadcast_* dispatch trigger",
        "name of what is sent to many",
    ),
    CallRule(
        "event-second", EVENTS, PROVED,
        "1 event",
        """
        async_dispatcher_send async_dispatcher_connect dispatcher_send dispatcher_connect event.listen
        event.listens_for listens_for event.remove event.contains mqtt.async_publish mqtt.async_subscribe
        mqtt.publish mqtt.subscribe async_dispatcher_send_internal sqlalchemy.event.* lpush rpush blpop
        """,
        "name of an event or signal",
    ),
    CallRule(
        "task-queue", EVENTS, LIKELY,
        "queue routing_key exchange topic",
        "*",
        "queue or topic of a message",
    ),
    CallRule(
        "service-name", IDENTIFIERS, LIKELY,
        "*",
        """
        async_register_entity_service services.async_register services.async_call services.has_service
        services.call services.async_remove states.get states.async_set states.set
        async_forward_entry_setup async_setup_component is_on EntityDescription
        """,
        "name of a service or entity",
    ),
    CallRule(
        "encoding", PROTOCOL, PROVED,
        "0 encoding",
        """
        encode decode codecs.lookup codecs.encode codecs.decode codecs.getreader bytes str.encode
        force_str force_bytes smart_str smart_bytes iconv
        """,
        "name of an encoding",
    ),
    CallRule(
        "algorithm", PROTOCOL, PROVED,
        "0 algorithm algorithms hash_algorithm digestmod",
        "hashlib.* hmac.* jwt.* crypt.* hashlib.new unicodedata.normalize is_normalized",
        "name of an algorithm",
    ),
    CallRule(
        "header", PROTOCOL, PROVED,
        "0",
        """
        headers.get headers.pop headers.setdefault headers.add headers.append headers.getlist
        headers.get_all add_header set_header get_header has_header del_header patch_vary_headers
        vary_on_headers getheader response.setdefault msg.add_header
        """,
        "HTTP header",
    ),
    CallRule(
        "dtype", PROTOCOL, PROVED,
        "0 dtype",
        """
        astype np.dtype numpy.dtype pandas_dtype is_dtype view as_unit timedelta64 datetime64 np.* numpy.*
        DatetimeTZDtype tz_localize tz_convert ZoneInfo pytz.timezone get_time_zone zoneinfo.ZoneInfo
        """,
        "name of a data type, unit or time zone",
    ),
    CallRule(
        "service-client", IDENTIFIERS, LIKELY,
        "0 service_name",
        "boto3.client boto3.resource session.client session.resource get_hook",
        "name of a service",
    ),
    CallRule(
        "exchanged-field", FIELDS, LIKELY,
        "key",
        "xcom_pull xcom_push XComArg",
        "key under which tasks exchange values",
    ),
    CallRule(
        "frame-sample", DATA, LIKELY,
        "* {} data index columns name names categories levels",
        """
        DataFrame Series Index MultiIndex from_tuples from_arrays from_product from_records
        CategoricalIndex pl.DataFrame pl.Series np.array pd.array
        """,
        "content of a data frame",
    ),
    CallRule(
        "json-key", FIELDS, LIKELY,
        "0",
        """
        data.get payload.get body.get json.get result.get response.get resp.get row.get item.get
        record.get attrs.get kwargs.get kwargs.pop kwargs.setdefault kwds.get kwds.pop params.get
        context.get event.get msg.get message.get meta.get metadata.get itemgetter operator.itemgetter
        HassKey
        """,
        "key of a record",
    ),
    CallRule(
        "symbol", DATA, LIKELY,
        "*",
        """
        Symbol symbols Dummy Wild var Function MatrixSymbol dynamicsymbols ReferenceFrame Point Particle
        IndexedBase Idx Rational Float sympify parse_expr S Integer Decimal Fraction Timestamp Timedelta
        Period date_range period_range timedelta_range to_datetime to_timedelta DatetimeIndex PeriodIndex
        TimedeltaIndex Categorical UUID uuid.UUID parse_datetime fromisoformat StringIO BytesIO sha256 md5
        loads json.loads fromhex b64decode b64encode literal_eval bytes.fromhex unhexlify int float
        Interval IPv4Address ip_address
        """,
        "a symbol, a number or a sample",
    ),
    CallRule(
        "separator", FORMATS, LIKELY,
        "*",
        """
        split rsplit partition rpartition strip lstrip rstrip splitlines removeprefix_all ljust rjust
        zfill join center expandtabs translate maketrans
        """,
        "text that separates or pads",
    ),
)  # fmt: skip
