"""WordPress's codes for credentials that it does not take (user.php, wp_authenticate_application_password)."""

from __future__ import annotations

NO_USER = frozenset({"invalid_username", "invalid_email"})
NO_PASSWORD = frozenset({"incorrect_password"})
#: Application passwords are not taken at all, or not from this account.
NO_PASSWORDS = frozenset({"application_passwords_disabled", "application_passwords_disabled_for_user"})
#: What core says.
JUDGED = NO_USER | NO_PASSWORD | NO_PASSWORDS
#: The same, and what security plugins say in its place.
WRONG = JUDGED | {"invalid_application_password"}
