"""The walled tables, and their rows as plain SQL sees them in the application's role."""

from typing import Any

from django.apps import apps
from django.db import connection

from madoguchi.desk.clients.models import Client

# Each table of the product that holds something of a client, with the column that names the client.
WALLED = {
    model._meta.db_table: "id" if model is Client else "client_id"
    for model in apps.get_models()
    if model is Client or "client_id" in {field.attname for field in model._meta.fields}
}
APPEND_ONLY = {
    "adherence_selfcheck",
    "adherence_selfcheckline",
    "guard_guardcheck",
    "platform_event",
}

# References between walled tables: (table, column, the table that it points to).
REFERENCES = (
    ("adherence_selfcheckline", "self_check_id", "adherence_selfcheck"),
    ("alerts_alert", "conversation_id", "conversations_conversation"),
    ("alerts_alert", "note_id", "conversations_message"),
    ("conversations_attachment", "message_id", "conversations_message"),
    ("conversations_conversation", "customer_id", "conversations_customer"),
    ("conversations_conversation", "merged_into_id", "conversations_conversation"),
    ("conversations_conversationlink", "first_id", "conversations_conversation"),
    ("conversations_conversationlink", "second_id", "conversations_conversation"),
    ("conversations_conversationtag", "conversation_id", "conversations_conversation"),
    ("conversations_conversationtag", "tag_id", "conversations_tag"),
    ("conversations_draftfile", "conversation_id", "conversations_conversation"),
    ("conversations_heldreply", "conversation_id", "conversations_conversation"),
    ("conversations_mention", "conversation_id", "conversations_conversation"),
    ("conversations_mention", "message_id", "conversations_message"),
    ("conversations_merge", "source_id", "conversations_conversation"),
    ("conversations_merge", "target_id", "conversations_conversation"),
    ("conversations_message", "conversation_id", "conversations_conversation"),
    ("conversations_presence", "conversation_id", "conversations_conversation"),
    ("conversations_replyclock", "conversation_id", "conversations_conversation"),
    ("conversations_replyclock", "message_id", "conversations_message"),
    ("conversations_replyclock", "policy_id", "clients_replypolicy"),
    ("conversations_saveddraft", "conversation_id", "conversations_conversation"),
    ("conversations_scheduledreply", "conversation_id", "conversations_conversation"),
    ("conversations_seen", "conversation_id", "conversations_conversation"),
    ("guard_guardcheck", "message_id", "conversations_message"),
    ("guard_guardfinding", "guard_check_id", "guard_guardcheck"),
    ("guard_guardfinding", "message_id", "conversations_message"),
    ("mail_fetchedmail", "folder_id", "mail_mailboxfolder"),
    ("mail_fetchedmail", "raw_mail_id", "mail_rawmail"),
    ("mail_mailbox", "address_id", "clients_address"),
    ("mail_mailboxfolder", "mailbox_id", "mail_mailbox"),
    ("mail_outgoingmail", "message_id", "conversations_message"),
    ("mail_rawmail", "message_id", "conversations_message"),
    ("platform_event", "conversation_id", "conversations_conversation"),
    ("search_entry", "conversation_id", "conversations_conversation"),
    ("search_entry", "message_id", "conversations_message"),
)


def sql(statement: str, *values: int | str) -> list[tuple[Any, ...]]:
    """Run one statement as the application; its rows, none for a statement that gives none."""
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        return cursor.fetchall() if cursor.description else []


def changed(statement: str, *values: int | str) -> int:
    """Run one statement as the application; how many rows it touched."""
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        return int(cursor.rowcount)


def rows_of(client: Client) -> dict[str, list[Any]]:
    """All rows of a client in sight, table by table: to compare before and after."""
    return {
        table: sql(
            f"select row_to_json(t)::text from {table} t where {column} = %s order by id", client.pk
        )
        for table, column in WALLED.items()
    }
