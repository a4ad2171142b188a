"""Words that say what they are wherever they stand; none of them is what some repository calls its own."""

from __future__ import annotations

from typing import Final


def words(text: str) -> frozenset[str]:
    """Read a list of words."""
    return frozenset(text.split())


# Fixed outside of any repository: HTTP, encodings, types, algorithms, units.
STANDARD: Final = words(
    """
    CONTENT_TYPE CONTENT_LENGTH REQUEST_METHOD PATH_INFO QUERY_STRING SCRIPT_NAME SERVER_NAME
    SERVER_PORT SERVER_PROTOCOL REMOTE_ADDR REMOTE_USER REQUEST_URI HTTP_HOST HTTP_AUTHORIZATION
    HTTP_REFERER HTTP_USER_AGENT HTTP_ACCEPT HTTP_COOKIE HTTP_X_FORWARDED_FOR wsgi.input wsgi.url_scheme
    wsgi.errors GET POST PUT PATCH DELETE HEAD OPTIONS TRACE CONNECT utf-8 utf8 UTF-8 utf-16 utf-32
    utf_8 latin-1 latin1 ascii iso-8859-1 cp1252 utf-8-sig idna punycode base64 rb wb rt wt r+ w+ rb+
    wb+ xb int8 int16 int32 int64 uint8 uint16 uint32 uint64 float16 float32 float64 complex64
    complex128 datetime64 timedelta64 datetime64[ns] timedelta64[ns] datetime64[us] sha1 sha256 sha512
    sha384 sha224 md5 hmac HS256 RS256 ES256 SHA256 MD5 SHA1 gzip deflate br Accept Authorization Cookie
    Host Location Origin Referer Allow Vary Bearer Basic Digest http https ftp ftps ssh ws wss tcp udp
    tls ssl HTTP HTTPS HTTP/1.1 ns us ms µs NFKD NFC NFD NFKC TCP UDP UTC GMT utc °C °F °K kWh Wh kW MW
    MWh GWh mV mA Hz kHz MHz GHz hPa Pa kPa mbar bar psi lx lm km/h m/s mph ft/s kn dB dBm dBA ppm ppb
    µg/m³ μg/m³ mg/m³ m³ ft³ m³/h L/min gal mL cm mm km mi ft yd kg lb oz kB MB GB TB MiB GiB KiB TiB
    kbit/s Mbit/s Gbit/s MB/s W/m² µS/cm mS/cm VA kVA var kvarh rpm € $ £ USD EUR GBP keep-alive
    no-cache no-store chunked charset nosniff SAMEORIGIN DENY
    """
)

# Those of them that head a message.
HEADERS: Final = words("Accept Authorization Cookie Host Location Origin Referer Allow Vary")

# Everyday states in any trade, in lower case.
CONDITIONS: Final = words(
    """
    on off n/a open close stop start play pause true false yes no ok none null auto automatic manual active
    inactive enabled disabled closed opened opening closing locked unlocked locking pending queued
    scheduled running started starting stopped stopping paused resumed completed complete done finished
    success successful succeeded failed failure error errored warning critical fatal info debug trace
    cancelled canceled aborted skipped rejected approved accepted declined expired timeout unknown
    unavailable available idle busy ready online offline connected disconnected connecting healthy
    unhealthy degraded high medium low normal minor major severe urgent home away asc desc ascending
    descending public private draft published archived deleted removed up down left right both first
    last always never strict partial full minimal ongoing waiting in_progress in-progress not_started
    processing processed retry retrying up_for_retry passed valid invalid charging discharging heating
    cooling heat cool dry eco boost sleep standby initialized initializing suspended terminated blocked
    resolved unresolved acknowledged sent delivered inner outer forward backward ignore raise verbose
    quiet silent premium enterprise free
    """
)

# What names of measured quantities end in, and begin with.
MEASURES: Final = words(
    """
    count total ms seconds secs duration latency rate ratio bytes percent percentage throughput usage
    """
)
MEASURING: Final = words("total avg average mean min max num median p50 p90 p95 p99")

# Environments that software is deployed to.
DEPLOYMENTS: Final = words("production staging development preprod")
