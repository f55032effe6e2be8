"""What the client is given of the settings. The server of the tests knows neither API keys nor certificates."""

from __future__ import annotations

import certifi
import pytest
from elasticsearch import Elasticsearch

from search.backends.base import IndexUnavailableError
from search.backends.elasticsearch import connection


@pytest.fixture
def given(monkeypatch, settings):
    """Connects by the settings; answers what the client was given, and the client."""
    settings.KM_ELASTICSEARCH_URLS = ["https://search.example:9200"]
    settings.KM_ELASTICSEARCH_API_KEY = settings.KM_ELASTICSEARCH_CA_FILE = ""
    settings.KM_ELASTICSEARCH_USER = settings.KM_ELASTICSEARCH_PASSWORD = ""

    def connect(**changes):
        for name, value in changes.items():
            setattr(settings, name, value)
        heard = {}

        def client(urls, **options):
            heard.update(options)
            return Elasticsearch(urls, **options)

        monkeypatch.setattr(connection, "Elasticsearch", client)
        return heard, connection.connect()

    return connect


def test_api_key_is_sent_and_goes_before_an_account(given):
    heard, client = given(KM_ELASTICSEARCH_API_KEY="a2V5", KM_ELASTICSEARCH_USER="km", KM_ELASTICSEARCH_PASSWORD="pw")
    assert "basic_auth" not in heard
    assert client._headers["authorization"] == "ApiKey a2V5"


def test_account_is_sent_where_there_is_no_key(given):
    _, client = given(KM_ELASTICSEARCH_USER="km", KM_ELASTICSEARCH_PASSWORD="pw")
    assert client._headers["authorization"].startswith("Basic ")


def test_certificates_of_the_office_are_trusted(given):
    heard, client = given(KM_ELASTICSEARCH_CA_FILE=certifi.where())
    assert heard["ca_certs"] == certifi.where()
    assert [node.config.ca_certs for node in client.transport.node_pool.all()] == [certifi.where()]


def test_nothing_is_sent_without_an_account(given):
    heard, client = given()
    assert "authorization" not in client._headers
    assert "ca_certs" not in heard


def test_missing_address_says_which_setting_names_it(given):
    with pytest.raises(IndexUnavailableError, match="KM_ELASTICSEARCH_URL"):
        given(KM_ELASTICSEARCH_URLS=[])
