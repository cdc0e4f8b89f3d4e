"""What a GET answers to a member, one of a client's own people; what is not named here is not there (404)."""

OF_MEMBERS = {
    **dict.fromkeys(("home", "desk"), 302),  # to the portal
    **dict.fromkeys(("portal", "portal-access", "portal-people"), 200),
    **dict.fromkeys(("portal-promises", "portal-requests"), 200),
    "portal-requests-new": 405,
    **dict.fromkeys(("portal-requests-one", "portal-files"), 200),
    "portal-expectations": 200,
    "api-guard-check": 405,  # a program's door: it knows no session
    **dict.fromkeys(("portal-invitations", "portal-invitation"), 405),
    **dict.fromkeys(("portal-ownership", "portal-removal"), 405),
    # The files of their room, and no others: this one came by mail.
    **dict.fromkeys(("attachment", "attachment-picture"), 404),
    "portal-room": 302,  # the newest thread is opened at once
    "portal-room-thread": 200,
    **dict.fromkeys(("portal-room-threads", "portal-room-messages"), 405),
    **dict.fromkeys(("room-reaction", "room-pin", "room-no-answer"), 405),
    # Signing in and oneself, as everybody.
    **dict.fromkeys(("sign-in", "account_login", "account_reset_password"), 200),
    **dict.fromkeys(("account_reset_password_done", "account_reset_password_from_key"), 200),
    **dict.fromkeys(("account", "account-sessions", "account_change_password"), 200),
    **dict.fromkeys(("mfa_index", "account_reauthenticate"), 200),
    **dict.fromkeys(("mfa_login_webauthn", "mfa_authenticate", "mfa_reauthenticate"), 302),
    **dict.fromkeys(("mfa_activate_totp", "mfa_generate_recovery_codes"), 302),
    **dict.fromkeys(("mfa_add_webauthn", "mfa_reauthenticate_webauthn"), 302),
    **dict.fromkeys(("sign-out", "language", "account-name", "account-keys"), 405),
    **dict.fromkeys(("account-sessions-end", "account-session-end"), 405),
}
