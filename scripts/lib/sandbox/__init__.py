"""A real WordPress on this machine, for trying and testing: `scripts/sandbox` is its command.

Standard library only and Debian's own interpreter, as it runs before the project's environment exists.

    cli         arguments -> one of the lifecycle's actions -> text or JSON
    lifecycle   up, down, reset, status: what happens in which order, and what is undone when it fails
    wordpress   a site's folder: files from the cache, wp-config.php, the companion plugin
    site        what is inside the site: installation, users, snapshot (scripts in php/)
    database    a MariaDB server with its own data
    webserver   PHP's built-in server with several workers
    debian      WordPress out of any Debian suite's packages, with apt's own signature checks
    processes   start, wait for and end servers; never a process that is not ours
    state       what is remembered of a sandbox, and where its files are
"""
