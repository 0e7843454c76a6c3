"""Reading and writing text and markup; pure: no network, no files, no clock."""
