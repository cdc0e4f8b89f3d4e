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
    "expectations_figurereading",
    "expectations_signoff",
    "adherence_selfcheck",
    "adherence_selfcheckline",
    "guard_guardcheck",
    "platform_event",
}

# What a client's own people read of the walled tables, and never change: whole rows, but where the
# policy says which. Everything else shows them nothing.
MEMBERS_READ = {
    "expectations_figurereading",
    "expectations_sheet",
    "expectations_sheetfigure",
    "expectations_sheetgap",
    "expectations_sheetmanner",
    "expectations_signoff",
    "clients_assignment",
    "clients_client",
    "clients_reasonedaccess",
    "clients_replypolicy",
    "contacts_contact",
    "contacts_contactabsence",
    "contacts_look",
    "conversations_attachment",
    "conversations_conversation",
    "conversations_customer",
    "conversations_message",
    "conversations_replyclock",
    "rooms_directthread",
    "rooms_participant",
    "rooms_pin",
    "rooms_reaction",
    "rooms_readmark",
    "promises_promise",
}

# References between walled tables: (table, column, the table that it points to).
REFERENCES = (
    ("adherence_selfcheckline", "self_check_id", "adherence_selfcheck"),
    ("alerts_alert", "conversation_id", "conversations_conversation"),
    ("alerts_alert", "note_id", "conversations_message"),
    ("alerts_alert", "promise_id", "promises_promise"),
    ("contacts_contactabsence", "contact_id", "contacts_contact"),
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
    ("expectations_sheetfigure", "sheet_id", "expectations_sheet"),
    ("expectations_sheetgap", "sheet_id", "expectations_sheet"),
    ("expectations_sheetmanner", "sheet_id", "expectations_sheet"),
    ("expectations_signoff", "sheet_id", "expectations_sheet"),
    ("guard_guardcheck", "message_id", "conversations_message"),
    ("guard_guardfinding", "guard_check_id", "guard_guardcheck"),
    ("guard_guardfinding", "message_id", "conversations_message"),
    ("mail_fetchedmail", "folder_id", "mail_mailboxfolder"),
    ("mail_fetchedmail", "raw_mail_id", "mail_rawmail"),
    ("mail_mailbox", "address_id", "clients_address"),
    ("mail_mailboxfolder", "mailbox_id", "mail_mailbox"),
    ("mail_outgoingmail", "message_id", "conversations_message"),
    ("mail_rawmail", "message_id", "conversations_message"),
    ("mail_rawmail", "thread_id", "conversations_conversation"),
    ("platform_event", "conversation_id", "conversations_conversation"),
    ("promises_promise", "conversation_id", "conversations_conversation"),
    ("promises_promise", "instead_of_id", "promises_promise"),
    ("promises_promise", "kept_by_message_id", "conversations_message"),
    ("promises_promise", "message_id", "conversations_message"),
    ("rooms_call", "contact_id", "contacts_contact"),
    ("rooms_call", "conversation_id", "conversations_conversation"),
    ("rooms_call", "follow_up_id", "conversations_message"),
    ("rooms_directthread", "conversation_id", "conversations_conversation"),
    ("rooms_nextaction", "call_id", "rooms_call"),
    ("rooms_nextaction", "task_id", "tasks_task"),
    ("rooms_participant", "conversation_id", "conversations_conversation"),
    ("rooms_pin", "message_id", "conversations_message"),
    ("rooms_reaction", "message_id", "conversations_message"),
    ("rooms_readmark", "conversation_id", "conversations_conversation"),
    ("rooms_told", "conversation_id", "conversations_conversation"),
    ("expectations_figurereading", "figure_id", "expectations_sheetfigure"),
    ("search_entry", "conversation_id", "conversations_conversation"),
    ("search_entry", "message_id", "conversations_message"),
    ("tasks_task", "conversation_id", "conversations_conversation"),
    ("tasks_task", "message_id", "conversations_message"),
    ("tasks_task", "parent_id", "tasks_task"),
    ("tasks_task", "series_id", "tasks_taskseries"),
    ("tasks_taskdelay", "message_id", "conversations_message"),
    ("tasks_taskdelay", "task_id", "tasks_task"),
    ("tasks_taskitem", "task_id", "tasks_task"),
    ("tasks_taskwatcher", "task_id", "tasks_task"),
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
