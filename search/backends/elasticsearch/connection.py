"""The way to the cluster, and what its errors mean for an administrator."""

from __future__ import annotations

import logging
from contextlib import contextmanager
from typing import TYPE_CHECKING

from django.conf import settings
from elasticsearch import (
    ApiError,
    Elasticsearch,
    NotFoundError,
    SerializationError,
    TransportError,
    UnsupportedProductError,
)

from search.backends.base import AwayError, IndexUnavailableError

if TYPE_CHECKING:
    from collections.abc import Iterator

# A reader does not wait longer for a cluster that hangs; writing and building may take their time.
ASKING_SECONDS = 3.0
WRITING_SECONDS = 60.0
ADVICE = "run `python manage.py rebuild_search`."

logging.getLogger("elastic_transport").setLevel(logging.ERROR)


def connect() -> Elasticsearch:
    """A client by the settings. It may be shared by threads; it connects with the first question."""
    if not settings.KM_ELASTICSEARCH_URLS:
        raise IndexUnavailableError("KM_ELASTICSEARCH_URL is empty: it must name the Elasticsearch server.")
    account: dict[str, object] = {}
    if settings.KM_ELASTICSEARCH_API_KEY:
        account["api_key"] = settings.KM_ELASTICSEARCH_API_KEY
    elif settings.KM_ELASTICSEARCH_USER:
        account["basic_auth"] = (settings.KM_ELASTICSEARCH_USER, settings.KM_ELASTICSEARCH_PASSWORD)
    if settings.KM_ELASTICSEARCH_CA_FILE:
        account["ca_certs"] = settings.KM_ELASTICSEARCH_CA_FILE
    urls = settings.KM_ELASTICSEARCH_URLS
    return Elasticsearch(
        urls,
        request_timeout=WRITING_SECONDS,
        # Another node is asked when one does not answer; the same one is not asked twice.
        max_retries=len(urls) - 1,
        retry_on_timeout=len(urls) > 1,
        dead_node_backoff_factor=1,
        max_dead_node_backoff=10,
        http_compress=False,
        **account,
    )


@contextmanager
def cluster_errors() -> Iterator[None]:
    """Turn what the client raises into an error that says what to do. AwayError: nothing is wrong with the index."""
    try:
        yield
    except NotFoundError as error:
        raise IndexUnavailableError(f"Elasticsearch holds no search index for this program; {ADVICE}") from error
    except ApiError as error:
        raise _meaning(error) from error
    except UnsupportedProductError as error:
        raise AwayError("KM_ELASTICSEARCH_URL names something that is not Elasticsearch 8.") from error
    except SerializationError as error:
        raise IndexUnavailableError(f"Elasticsearch could not be told or understood: {error}") from error
    except TransportError as error:
        urls = ", ".join(settings.KM_ELASTICSEARCH_URLS)
        raise AwayError(f"Elasticsearch cannot be reached at {urls} ({type(error).__name__}).") from error


def _meaning(error: ApiError) -> IndexUnavailableError:
    status = error.status_code
    if status == 401:
        return AwayError(
            "Elasticsearch refused the account: see KM_ELASTICSEARCH_USER and KM_ELASTICSEARCH_PASSWORD, "
            "or KM_ELASTICSEARCH_API_KEY."
        )
    if status == 403:
        return AwayError(f"The account may not do this in Elasticsearch: {error.message}.")
    if status in {408, 429, 500, 502, 503, 504}:
        return AwayError(f"Elasticsearch is overloaded or not ready (answer {status}: {error.message}).")
    return IndexUnavailableError(f"Elasticsearch refused the request (answer {status}): {reason(error.body)}")


def reason(body: object) -> str:
    """What an error answer of the cluster says in words."""
    error = body.get("error", body) if isinstance(body, dict) else body
    if isinstance(error, dict):
        causes = error.get("root_cause") or [error]
        return str(causes[0].get("reason", error))[:500]
    return str(error)[:500]
