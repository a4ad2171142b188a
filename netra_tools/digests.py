"""Digests of contents. `hashlib` would load OpenSSL first, which takes longer than a run without news."""

from __future__ import annotations

try:
    from _blake2 import blake2b
except ImportError:  # an interpreter that keeps it elsewhere
    from hashlib import blake2b

__all__ = ["DIGEST_BYTES", "blake2b", "digest_of"]

DIGEST_BYTES = 16


def digest_of(data: bytes) -> bytes:
    """Digest bytes, the same in every process."""
    digest: bytes = blake2b(data, digest_size=DIGEST_BYTES).digest()
    return digest
