"""The crash test: real processes, killed at every boundary and at random, on a real WordPress and a real ledger.

boundaries   where a process can be killed: round each write of the ledger, each request to the site and the model
forge        one process that has everything loaded, and forks the command line as often as it is asked to
material     drafts, and the model's answers for them
desk         the drafts in WordPress: made, and looked at, before and after
model        the model's endpoint, which knows from the ledger what it must not be asked again
newsroom     a configuration, a ledger, and the command line run on them
disk         a small disk of the ledger's own, and what fills it
audit        what must hold at the end
stages       what is killed when
"""
