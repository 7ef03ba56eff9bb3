"""Every door of the officer's application and what it asks for. A door that is not here stays shut."""

from wbs.domain.access import Permission

# For anybody: signing in and out, taking up an account, coming back without the password, looks.
OPEN = frozenset(
    {
        "asset",
        "root",
        "login.start",
        "login.show",
        "login.enter",
        "account.log_out",
        "activation.ask",
        "activation.show",
        "activation.prepare",
        "activation.finish",
        "recovery.show",
        "recovery.recover",
    }
)

PERMISSIONS: dict[str, Permission] = {
    "account.show": Permission.OWN_ACCOUNT,
    "account.change_password": Permission.OWN_ACCOUNT,
    "account.log_out_everywhere": Permission.OWN_ACCOUNT,
    "inbox.show": Permission.READ_INBOX,
    "case.show": Permission.OPEN_CASE,
    # Which of its acts an officer may do, the services ask again.
    "case.decide": Permission.OPEN_CASE,
    "attachment.download": Permission.OPEN_CASE,
    "figures.show": Permission.EXPORT_FIGURES,
    "figures.download": Permission.EXPORT_FIGURES,
    "members.show": Permission.CONFIRM_MEMBER,
    "members.confirm": Permission.CONFIRM_MEMBER,
    "units.show": Permission.MANAGE_UNITS,
    "units.add": Permission.MANAGE_UNITS,
    "units.edit": Permission.MANAGE_UNITS,
    "units.change": Permission.MANAGE_UNITS,
    "desks.show": Permission.MANAGE_DESKS,
    "desks.add": Permission.MANAGE_DESKS,
    "desks.edit": Permission.MANAGE_DESKS,
    "desks.propose": Permission.MANAGE_DESKS,
    "desks.remove": Permission.MANAGE_DESKS,
    "officers.show": Permission.MANAGE_OFFICERS,
    "officers.form": Permission.MANAGE_OFFICERS,
    "officers.edit": Permission.MANAGE_OFFICERS,
    "officers.invite": Permission.MANAGE_OFFICERS,
    "officers.renew": Permission.MANAGE_OFFICERS,
    "officers.disable": Permission.MANAGE_OFFICERS,
}
