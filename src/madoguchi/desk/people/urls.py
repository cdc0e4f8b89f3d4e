"""The addresses of signing in, of oneself and of the people.

The names with an underscore are allauth's: its flows look for them.
"""

from django.urls import path, re_path

from madoguchi.desk.people import verbs
from madoguchi.desk.people.views import account, entrance, factors, joining, people, provider
from madoguchi.desk.platform.pages import open_to_members

urlpatterns = [
    path("sign-out/", open_to_members(entrance.sign_out), name="sign-out"),
    path("sign-in/passkey/", open_to_members(entrance.passkey_sign_in), name="mfa_login_webauthn"),
    path(
        "sign-in/second-factor/", open_to_members(entrance.second_factor), name="mfa_authenticate"
    ),
    path("sign-in/reset/", open_to_members(joining.reset), name="account_reset_password"),
    path(
        "sign-in/reset/sent/",
        open_to_members(joining.reset_sent),
        name="account_reset_password_done",
    ),
    re_path(
        r"^sign-in/reset/(?P<uidb36>[0-9A-Za-z]{1,13})-(?P<key>[0-9A-Za-z-]{1,100})/$",
        open_to_members(joining.new_password),
        name="account_reset_password_from_key",
    ),
    path("invitations/<str:token>/", open_to_members(joining.invitation), name="invitation"),
    path("account/", open_to_members(account.account), name="account"),
    path("account/name/", open_to_members(verbs.name), name="account-name"),
    path("account/keys/", open_to_members(verbs.single_keys), name="account-keys"),
    path(
        "account/password/",
        open_to_members(account.change_password),
        name="account_change_password",
    ),
    path("account/sessions/", open_to_members(account.sessions), name="account-sessions"),
    path("account/sessions/end/", open_to_members(verbs.sessions_end), name="account-sessions-end"),
    path(
        "account/sessions/<uuid:number>/end/",
        open_to_members(verbs.session_end),
        name="account-session-end",
    ),
    path("account/second-factor/", open_to_members(factors.factors), name="mfa_index"),
    path("account/second-factor/app/", open_to_members(factors.add_app), name="mfa_activate_totp"),
    path(
        "account/second-factor/app/removal/",
        open_to_members(factors.remove_app),
        name="mfa_deactivate_totp",
    ),
    path(
        "account/second-factor/codes/",
        open_to_members(factors.codes),
        name="mfa_view_recovery_codes",
    ),
    path(
        "account/second-factor/codes/new/",
        open_to_members(factors.new_codes),
        name="mfa_generate_recovery_codes",
    ),
    path("account/passkeys/new/", open_to_members(factors.add_passkey), name="mfa_add_webauthn"),
    path(
        "account/passkeys/<int:pk>/removal/",
        open_to_members(factors.remove_passkey),
        name="mfa_remove_webauthn",
    ),
    path("account/confirmation/", open_to_members(account.confirm), name="account_reauthenticate"),
    path(
        "account/confirmation/code/",
        open_to_members(account.confirm_by_code),
        name="mfa_reauthenticate",
    ),
    path(
        "account/confirmation/passkey/",
        open_to_members(account.confirm_by_passkey),
        name="mfa_reauthenticate_webauthn",
    ),
    path("settings/provider/", provider.provider, name="provider"),
    path("settings/people/", people.people, name="people"),
    path("settings/people/import/", people.people_import, name="people-import"),
    path("settings/people/invitations/", verbs.invite, name="people-invitations"),
    path(
        "settings/people/invitations/<int:pk>/mail/", verbs.invitation_mail, name="invitation-mail"
    ),
    path(
        "settings/people/invitations/<int:pk>/withdrawal/",
        verbs.invitation_withdrawal,
        name="invitation-withdrawal",
    ),
    path("settings/people/<int:pk>/", people.person, name="person"),
    path("settings/people/<int:pk>/admin/", verbs.person_admin, name="person-admin"),
    path("settings/people/<int:pk>/activity/", verbs.person_activity, name="person-activity"),
    path("settings/people/<int:pk>/sessions/", verbs.person_sessions, name="person-sessions"),
    path(
        "settings/people/<int:pk>/second-factor/",
        verbs.person_second_factor,
        name="person-second-factor",
    ),
]
