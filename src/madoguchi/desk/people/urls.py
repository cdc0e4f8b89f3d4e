"""The addresses of signing in, of oneself and of the people.

The names with an underscore are allauth's: its flows look for them.
"""

from django.urls import path, re_path

from madoguchi.desk.people import verbs
from madoguchi.desk.people.views import account, entrance, factors, joining, people

urlpatterns = [
    path("sign-out/", entrance.sign_out, name="sign-out"),
    path("sign-in/passkey/", entrance.passkey_sign_in, name="mfa_login_webauthn"),
    path("sign-in/second-factor/", entrance.second_factor, name="mfa_authenticate"),
    path("sign-in/reset/", joining.reset, name="account_reset_password"),
    path("sign-in/reset/sent/", joining.reset_sent, name="account_reset_password_done"),
    re_path(
        r"^sign-in/reset/(?P<uidb36>[0-9A-Za-z]{1,13})-(?P<key>[0-9A-Za-z-]{1,100})/$",
        joining.new_password,
        name="account_reset_password_from_key",
    ),
    path("invitations/<str:token>/", joining.invitation, name="invitation"),
    path("account/", account.account, name="account"),
    path("account/name/", verbs.name, name="account-name"),
    path("account/keys/", verbs.single_keys, name="account-keys"),
    path("account/password/", account.change_password, name="account_change_password"),
    path("account/sessions/", account.sessions, name="account-sessions"),
    path("account/sessions/end/", verbs.sessions_end, name="account-sessions-end"),
    path("account/sessions/<uuid:number>/end/", verbs.session_end, name="account-session-end"),
    path("account/second-factor/", factors.factors, name="mfa_index"),
    path("account/second-factor/app/", factors.add_app, name="mfa_activate_totp"),
    path("account/second-factor/app/removal/", factors.remove_app, name="mfa_deactivate_totp"),
    path("account/second-factor/codes/", factors.codes, name="mfa_view_recovery_codes"),
    path("account/second-factor/codes/new/", factors.new_codes, name="mfa_generate_recovery_codes"),
    path("account/passkeys/new/", factors.add_passkey, name="mfa_add_webauthn"),
    path("account/passkeys/<int:pk>/removal/", factors.remove_passkey, name="mfa_remove_webauthn"),
    path("account/confirmation/", account.confirm, name="account_reauthenticate"),
    path("account/confirmation/code/", account.confirm_by_code, name="mfa_reauthenticate"),
    path(
        "account/confirmation/passkey/",
        account.confirm_by_passkey,
        name="mfa_reauthenticate_webauthn",
    ),
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
