"""The bridge: WordPress drafts in, proposals for French, search-ready articles out; a person decides."""

__version__ = "0.1.0"
